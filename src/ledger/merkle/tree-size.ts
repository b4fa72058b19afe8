/**
 * Whether a value is a number of leaves: a whole number from 0 to 2^53 - 1, the greatest that JavaScript holds without
 * loss. A log of any council ends long before.
 */
export function isTreeSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Throws a RangeError for what `isTreeSize` refuses. */
export function assertTreeSize(value: number): void {
  if (!isTreeSize(value)) {
    throw new RangeError('The size of a log is a whole number from 0 to 2^53 - 1');
  }
}

/** Half of a whole number, rounded down. A shift would cut to 32 bits. */
export function halfOf(value: number): number {
  return Math.floor(value / 2);
}

/** Whether a whole number is odd: whether its node is a right child. */
export function isOdd(value: number): boolean {
  return value % 2 === 1;
}

/** The greatest power of two that is less than `value`, a whole number from 2: where RFC 6962 divides a tree. */
export function splitPoint(value: number): number {
  let power = 1;
  // Compared by halves, because twice the power may be no safe number.
  while (power < value / 2) {
    power *= 2;
  }
  return power;
}
