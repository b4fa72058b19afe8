/**
 * A number in [0, 1) that follows from a text alone, so that the demonstration is the same on every machine. FNV-1a
 * over UTF-16 units with the finishing steps of MurmurHash3 (both public domain); for invented data only.
 */
export function draw(seed: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index += 1) {
    hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** One of the choices, by the same text always the same. There must be at least one. */
export function choose<T>(choices: readonly [T, ...T[]], seed: string): T {
  return choices[Math.floor(draw(seed) * choices.length)] ?? choices[0];
}
