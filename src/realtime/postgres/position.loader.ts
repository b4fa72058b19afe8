import { defineLoader } from '../../database/loaders.js';
import type { Database } from '../../database/tables.js';
import { currentPosition } from './append.js';
import { encodeCursor } from '../cursor.js';
import type { Position } from '../position.js';

/** Positions of streams by key, for objects whose state is not read after them. */
export const positionLoader = defineLoader<string, Position>(async (database, keys) => {
  const positions = await currentPosition(database, keys);
  return keys.map((key) => positions.get(key) ?? new Error(`no position of ${key}`));
});

/** The cursor of where a stream stands now, by what the transaction given sees. */
export async function cursorOfPosition(database: Database, streamKey: string): Promise<string> {
  const position = (await currentPosition(database, [streamKey])).get(streamKey);
  if (!position) {
    throw new Error(`no position of ${streamKey}`);
  }
  return encodeCursor(position);
}
