import canonicalize from 'canonicalize';
import { type CanonicalFault, findCanonicalFault } from './canonical-fault.js';

/** Thrown for a value without a canonical form; ask `findCanonicalFault` first where the value is not one's own. */
export class CanonicalJsonError extends TypeError {
  override readonly name = 'CanonicalJsonError';

  constructor(readonly fault: CanonicalFault) {
    super(`No canonical JSON: ${fault.reason} at /${fault.path.join('/')}`);
  }
}

/**
 * The canonical JSON text of a value (RFC 8785, JSON Canonicalization Scheme): keys sorted by UTF-16 code units,
 * numbers in ECMAScript's form, no blanks, no Unicode normalisation. Throws a CanonicalJsonError for what JSON cannot
 * carry.
 */
export function canonicalJson(value: unknown): string {
  const fault = findCanonicalFault(value);
  const text = fault === null ? canonicalize(value) : undefined;
  if (text === undefined) {
    throw new CanonicalJsonError(fault ?? { reason: 'NOT_JSON', path: [] });
  }
  return text;
}
