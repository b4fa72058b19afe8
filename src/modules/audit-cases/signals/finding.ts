/** The kinds of signals about how marks came about. */
export const signalKinds = [
  'SEVERITY',
  'OUTLIER',
  'HALO',
  'STRAIGHT_LINING',
  'BOUNDARY_PULL',
  'CONFORMITY',
  'PAIR_CORRELATION',
] as const;

/** A kind of the list. */
export type SignalKind = (typeof signalKinds)[number];

/** The figures behind a finding, by their names: numbers, codes, lists of codes; null for what is not defined. */
export type SignalDetail = Readonly<Record<string, number | string | null | readonly string[]>>;

/** What a detector has found: whom and what it is about, and how far it lies from what is usual. It proves nothing. */
export interface Finding {
  readonly kind: SignalKind;
  /** The pseudonym of the rater; null where it is about no single one. */
  readonly rater: string | null;
  /** The pseudonym of the second rater of a pair. */
  readonly otherRater: string | null;
  /** The code of the council; null where it is about several. */
  readonly council: string | null;
  readonly indicator: string | null;
  readonly round: number | null;
  /** What is compared with the threshold, in the unit that the kind says. */
  readonly figure: number;
  readonly threshold: number;
  readonly detail: SignalDetail;
}

/** A finding of its parts, with null for those that are left out and numbers rounded to six decimals. */
export function finding(parts: Pick<Finding, 'kind' | 'figure' | 'threshold' | 'detail'> & Partial<Finding>): Finding {
  return {
    rater: null,
    otherRater: null,
    council: null,
    indicator: null,
    round: null,
    ...parts,
    figure: sixDecimals(parts.figure),
    threshold: sixDecimals(parts.threshold),
    detail: Object.fromEntries(
      Object.entries(parts.detail).map(([name, value]) => [name, typeof value === 'number' ? sixDecimals(value) : value]),
    ),
  };
}

/** A figure with six decimals: the last bits depend on the machine, and are no signal. */
const sixDecimals = (value: number): number => Number(value.toFixed(6)) + 0;
