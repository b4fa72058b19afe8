import { defineLoader } from '../database/loaders.js';
import { currentPosition } from './append.js';
import type { Position } from './position.js';

/** Positions of streams by key, for objects whose state is not read after them. */
export const positionLoader = defineLoader<string, Position>(async (database, keys) => {
  const positions = await currentPosition(database, keys);
  return keys.map((key) => positions.get(key) ?? new Error(`no position of ${key}`));
});
