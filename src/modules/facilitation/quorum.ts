/** Whether enough of those who are entitled are there. */
export interface Quorum {
  /** How many are entitled: assigned, and out for no conflict of interest. */
  readonly base: number;
  /** How many of them are checked in. */
  readonly present: number;
  /** How many are needed. */
  readonly needed: number;
  readonly met: boolean;
}

/**
 * The quorum (rating methodology, joint rating session): two thirds of those who are entitled, rounded up, and not fewer
 * than the least number of raters. Whoever recuses leaves the base.
 */
export function quorumOf(entitled: ReadonlySet<string>, present: ReadonlySet<string>, minimum: number): Quorum {
  const base = entitled.size;
  const there = [...present].filter((accountId) => entitled.has(accountId)).length;
  const needed = Math.max(Math.ceil((2 * base) / 3), minimum);
  return { base, present: there, needed, met: there >= needed };
}
