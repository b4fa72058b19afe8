/** Why a value has no canonical JSON form here. */
export type CanonicalFaultReason =
  /** undefined, a function, a symbol or a bigint: JSON would drop or refuse it. */
  | 'NOT_JSON'
  /** NaN or an infinity. */
  | 'NOT_FINITE'
  /** A text or key with half of a surrogate pair, which has no UTF-8 form. */
  | 'LONE_SURROGATE'
  /** A Date, Map or other object that is more than its fields. */
  | 'NOT_PLAIN'
  /** Nested deeper than 64 levels, or without end. */
  | 'TOO_DEEP';

/** What is wrong with a value, and where. */
export interface CanonicalFault {
  readonly reason: CanonicalFaultReason;
  readonly path: readonly string[];
}

const deepest = 64;

// With the u flag a pair is one character, so this finds only a half without the other.
const loneSurrogate = /\p{Surrogate}/u;

/**
 * The first thing in a value that canonical JSON cannot carry without loss; null when there is none. Stricter than
 * JSON.stringify, which drops undefined and turns NaN into null: two different bodies would get one hash.
 */
export function findCanonicalFault(value: unknown, path: readonly string[] = []): CanonicalFault | null {
  switch (typeof value) {
    case 'boolean':
      return null;
    case 'number':
      return Number.isFinite(value) ? null : { reason: 'NOT_FINITE', path };
    case 'string':
      return loneSurrogate.test(value) ? { reason: 'LONE_SURROGATE', path } : null;
    case 'object':
      return value === null ? null : findInContainer(value, path);
    default:
      return { reason: 'NOT_JSON', path };
  }
}

function findInContainer(container: object, path: readonly string[]): CanonicalFault | null {
  if (path.length >= deepest) {
    return { reason: 'TOO_DEEP', path };
  }
  if (!isPlain(container)) {
    return { reason: 'NOT_PLAIN', path };
  }
  // Array.from gives a hole as undefined, which is refused like any other.
  const entries = Array.isArray(container)
    ? Array.from(container, (element: unknown, index) => [`${index}`, element] as const)
    : Object.entries(container);
  for (const [key, element] of entries) {
    const inside = [...path, key];
    const found: CanonicalFault | null = loneSurrogate.test(key)
      ? { reason: 'LONE_SURROGATE', path: inside }
      : findCanonicalFault(element, inside);
    if (found) {
      return found;
    }
  }
  return null;
}

function isPlain(container: object): boolean {
  if (Array.isArray(container)) {
    return true;
  }
  const prototype: unknown = Object.getPrototypeOf(container);
  return (prototype === null || prototype === Object.prototype) && Object.getOwnPropertySymbols(container).length === 0;
}
