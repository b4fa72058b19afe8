/** The place of the whole of a JSON document. */
export const root = '$';

const simpleName = /^[A-Za-z_][A-Za-z0-9_]*$/;
const longestName = 60;

/** The place of a member or an element within a place, as a JSON path (RFC 9535). */
export function within(place: string, key: string | number): string {
  if (typeof key === 'number') {
    return `${place}[${key}]`;
  }
  return simpleName.test(key) && key.length <= longestName ? `${place}.${key}` : `${place}[${shown(key)}]`;
}

/** A value in a message: short, on one line, whatever it is. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > longestName ? `${value.slice(0, longestName)}…` : value);
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? `a list of ${value.length}` : 'an object';
    case 'undefined':
      return 'nothing';
    default:
      return String(value);
  }
}
