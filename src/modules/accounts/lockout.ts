/** Failed sign-ins in a row after which an address is locked. */
export const failuresBeforeLock = 5;

/** The longest lock, in minutes. */
const longestLock = 60;

/**
 * Minutes for which an address is locked after so many failures in a row: none before the fifth, then 1, 2, 4, ... up
 * to an hour. The lock grows, so that guessing is slow, and ends, so that its owner is let in by the first right password
 * after it. Whoever goes on guessing, once an hour, keeps it locked all the same: sessions that are open stay so, and the
 * failures stand in the ledger, but until somebody stops the guessing the owner does not sign in anew.
 */
export function lockMinutes(failures: number): number {
  if (failures < failuresBeforeLock) {
    return 0;
  }
  return Math.min(longestLock, 2 ** (failures - failuresBeforeLock));
}
