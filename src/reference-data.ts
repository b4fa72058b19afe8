import type { Database } from './database/tables.js';
import { seedCouncils } from './modules/councils/index.js';
import { seedMethodologies } from './modules/methodologies/index.js';
import { seedPublishedRatings } from './modules/published-ratings/index.js';
import { seedTerritories } from './modules/territories/index.js';

/** Told after each part: what was loaded, how much of it, and which part of how many it was. */
export type SeedProgress = (part: string, count: number, done: number, total: number) => void;

const parts: readonly (readonly [string, (database: Database) => Promise<number>])[] = [
  ['territories', seedTerritories],
  ['councils', seedCouncils],
  ['methodologies', seedMethodologies],
  ['published ratings', seedPublishedRatings],
];

/** Loads the public reference data that both profiles have. Rows that are there already stay as they are. */
export async function seedReferenceData(database: Database, progress?: SeedProgress): Promise<void> {
  for (const [index, [part, seed]] of parts.entries()) {
    const count = await seed(database);
    progress?.(part, count, index + 1, parts.length);
  }
}
