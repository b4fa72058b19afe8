import { setTimeout as pause } from 'node:timers/promises';

/** Of how many shares a spread is made at most, and how many a share holds at the least. */
const shares = { most: 100, least: 5 } as const;

/**
 * Does something to all of many, a share at a time, over so many milliseconds at most: clients that are sent away all at
 * once come back all at once. Few are one share.
 */
export async function spread<T>(all: readonly T[], milliseconds: number, act: (one: T) => void): Promise<void> {
  const size = Math.max(shares.least, Math.ceil(all.length / shares.most));
  for (let at = 0; at < all.length; at += size) {
    if (at > 0) {
      await pause(milliseconds / shares.most);
    }
    all.slice(at, at + size).forEach(act);
  }
}
