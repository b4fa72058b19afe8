/** Failed sign-ins in a row after which an account is locked. */
export const failuresBeforeLock = 5;

/** The longest lock, in minutes. */
const longestLock = 60;

/**
 * Minutes for which an account is locked after so many failures in a row: none before the fifth, then 1, 2, 4, ... up
 * to an hour. The lock grows, so that guessing is slow, and ends, so that nobody can lock a person out for good.
 */
export function lockMinutes(failures: number): number {
  if (failures < failuresBeforeLock) {
    return 0;
  }
  return Math.min(longestLock, 2 ** (failures - failuresBeforeLock));
}
