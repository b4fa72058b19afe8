import { sql } from 'kysely';
import type { Database } from '../../../database/tables.js';
import type { Audience, Sight } from '../person.js';
import { presentPeople } from './live.js';
import './tables.js';

/** Somebody present as a row. */
export interface PresentRow {
  readonly stream: string;
  readonly person_id: string;
  readonly account_id: string;
  readonly sight: Sight;
  readonly role: string;
  readonly state: string | null;
  readonly joined_at: Date;
  readonly connections: string;
}

/** A query over the people in a stream whom an audience may see, as the table `present`. */
export function peopleSeen(database: Database, stream: string, audience: Audience) {
  const people = sql<PresentRow>`(${presentPeople(sql<boolean>`p.stream = ${stream}`)})`;
  return database
    .selectFrom(people.as('present'))
    .where(sql<boolean>`(present.sight <= ${audience.sight} or present.person_id = ${audience.personId}::uuid)`);
}
