const offset = Number(process.hrtime.bigint()) / 1_000_000 - performance.now();

/**
 * Milliseconds of CLOCK_MONOTONIC, which all processes of a machine share. `hrtime` costs an allocation at each call;
 * `performance.now()` is the same clock, counted from the start of the process.
 */
export const monotonicNow = (): number => performance.now() + offset;
