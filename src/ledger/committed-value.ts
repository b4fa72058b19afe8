/** The value of a mark as it is committed to; its members are those of a mark in scoring. */
export type CommittedValue =
  | { readonly kind: 'POINTS'; readonly points: string }
  | { readonly kind: 'LEVEL'; readonly level: string }
  | { readonly kind: 'NOT_APPLICABLE' }
  | { readonly kind: 'NO_EVIDENCE' };

const decimalForm = /^(-?)0*(\d+?)(?:\.(\d*?)0*)?$/;
const writtenForm = /^-?\d+(\.\d+)?$/;

/**
 * The one form of a value that is hashed: its own members alone, points in the shortest form. A database or a keyboard
 * may write the same number as "12", "12.0" or "012"; the commitment has to be the same. Null when it is no value.
 */
export function canonicalValue(value: CommittedValue): CommittedValue | null {
  switch (value.kind) {
    case 'POINTS': {
      const points = shortestDecimal(value.points);
      return points === null ? null : { kind: 'POINTS', points };
    }
    case 'LEVEL':
      return value.level === '' ? null : { kind: 'LEVEL', level: value.level };
    case 'NOT_APPLICABLE':
    case 'NO_EVIDENCE':
      return { kind: value.kind };
    default:
      return null;
  }
}

/** A decimal without needless zeros: "012.50" as "12.5", "-0.0" as "0"; null for what is no decimal. */
export function shortestDecimal(text: string): string | null {
  const match = writtenForm.test(text) ? decimalForm.exec(text) : null;
  if (!match) {
    return null;
  }
  const [, sign = '', whole = '', decimals = ''] = match;
  const magnitude = decimals === '' ? whole : `${whole}.${decimals}`;
  return magnitude === '0' ? '0' : sign + magnitude;
}
