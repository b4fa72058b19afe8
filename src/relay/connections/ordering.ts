import { hash } from 'node:crypto';
import { isUuid } from '../nodes/node-id.js';

/** The SQL types that a list can be ordered by. A cursor carries their PostgreSQL text, so nothing is rounded. */
export type KeyType = 'text' | 'integer' | 'bigint' | 'numeric' | 'uuid' | 'date' | 'timestamptz' | 'boolean';

/** One column of an ordering. It must be NOT NULL. */
export interface OrderingColumn {
  /** The column, with its table where the query joins several. */
  readonly column: string;
  readonly type: KeyType;
  readonly direction: 'asc' | 'desc';
  /** The collation of a text column that is not compared by the column's own. */
  readonly collation?: string;
}

/** The columns that a list is ordered by; the last is unique, so that no two rows are equal. */
export interface Ordering {
  readonly columns: readonly OrderingColumn[];
  /** 8 characters that tell orderings apart. */
  readonly fingerprint: string;
}

/** Declares an ordering. Throws RangeError without a column. */
export function defineOrdering(columns: readonly OrderingColumn[]): Ordering {
  if (columns.length === 0) {
    throw new RangeError('An ordering needs a column');
  }
  const spelled = columns.map(({ column, type, direction, collation }) => [column, type, direction, collation ?? '']);
  return { columns, fingerprint: hash('sha256', JSON.stringify(spelled), 'base64url').slice(0, 8) };
}

function isWhole(text: string, bits: number): boolean {
  return /^-?\d{1,19}$/.test(text) && BigInt.asIntN(bits, BigInt(text)) === BigInt(text);
}

function isTimestamp(text: string): boolean {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,6})?)([+-](?:0\d|1[0-4])(?::[0-5]\d){0,2})$/.exec(text);
  return match !== null && isDate(match[1] ?? '') && !Number.isNaN(Date.parse(`${match[1]}T${match[2]?.slice(0, 8)}Z`));
}

function isDate(text: string): boolean {
  // PostgreSQL has no year 0.
  const time = /^\d{4}-\d\d-\d\d$/.test(text) && text >= '0001' ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Whether PostgreSQL can read a text as a value of the type, so that a forged cursor is a fault and no failure. */
export function isKeyOf(type: KeyType, text: string): boolean {
  switch (type) {
    case 'text':
      return !text.includes('\0') && text.isWellFormed();
    case 'integer':
      return isWhole(text, 32);
    case 'bigint':
      return isWhole(text, 64);
    case 'numeric':
      return /^-?\d{1,100}(?:\.\d{1,100})?$/.test(text);
    case 'uuid':
      return isUuid(text);
    case 'date':
      return isDate(text);
    case 'timestamptz':
      return isTimestamp(text);
    case 'boolean':
      return text === 'true' || text === 'false';
  }
}
