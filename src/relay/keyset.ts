import { createHash } from 'node:crypto';
import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { argumentError, type Page, type PageRequest } from './connection.js';

/** One column of an order. All are NOT NULL; the last one is unique, so that no two rows share a place. */
export interface OrderColumn {
  /** The column as SQL, with its table. */
  readonly column: RawBuilder<unknown>;
  /** The type that a cursor's text is cast to. */
  readonly type: 'text' | 'uuid' | 'int' | 'date' | 'timestamptz' | 'numeric';
  readonly direction: 'asc' | 'desc';
}

/** An order by name; the name is part of every cursor, so that a cursor of another order is refused. */
export interface Ordering {
  readonly name: string;
  readonly columns: readonly OrderColumn[];
}

const keyColumn = '__keys';

const shapes: Readonly<Record<OrderColumn['type'], RegExp>> = {
  text: /^[^\0]*$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  int: /^-?\d{1,9}$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  timestamptz: /^\d{4}-\d{2}-\d{2}[ T][\d:.+-]{5,24}$/,
  numeric: /^-?\d{1,30}(\.\d{1,30})?$/,
};

function orderDigest(ordering: Ordering): string {
  return createHash('sha256').update(ordering.name).digest('base64url').slice(0, 8);
}

/** Writes the place of a row. */
export function encodeKeyset(ordering: Ordering, keys: readonly string[]): string {
  return Buffer.from(JSON.stringify([orderDigest(ordering), ...keys])).toString('base64url');
}

/** Reads a place of this order. Throws INVALID_CURSOR, naming the argument, for anything else. */
export function decodeKeyset(ordering: Ordering, cursor: string, argument: string): readonly string[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    parts = null;
  }
  const keys = Array.isArray(parts) ? parts.slice(1) : [];
  const sound =
    Array.isArray(parts) &&
    parts[0] === orderDigest(ordering) &&
    keys.length === ordering.columns.length &&
    keys.every((key, nth) => typeof key === 'string' && shapes[ordering.columns[nth]?.type ?? 'text'].test(key));
  if (!sound) {
    throw argumentError(argument, 'The cursor is not one of this list.', 'INVALID_CURSOR');
  }
  return keys as string[];
}

/** SQL that holds for rows strictly beyond the place, in the given reading direction. */
function beyond(ordering: Ordering, keys: readonly string[], reading: 'FORWARD' | 'BACKWARD'): RawBuilder<boolean> {
  const alternatives = ordering.columns.map((_, nth) => {
    const equal = ordering.columns
      .slice(0, nth)
      .map(({ column, type }, before) => sql`${column} = ${keys[before]}::${sql.raw(type)}`);
    const { column, type, direction } = ordering.columns[nth] as OrderColumn;
    const upward = (direction === 'asc') === (reading === 'FORWARD');
    return sql`(${sql.join(
      [...equal, sql`${column} ${sql.raw(upward ? '>' : '<')} ${keys[nth]}::${sql.raw(type)}`],
      sql` and `,
    )})`;
  });
  return sql<boolean>`(${sql.join(alternatives, sql` or `)})`;
}

/**
 * Reads one page with one statement, whatever its size, and one more only when the count is selected. The query selects
 * the rows with all filters but no order and no limit.
 */
export async function readPage<Tables, Name extends keyof Tables, Row extends object>(
  query: SelectQueryBuilder<Tables, Name, Row>,
  ordering: Ordering,
  request: PageRequest,
): Promise<Page<Row>> {
  const { direction, size } = request;
  let bounded = query.select(
    sql<string[]>`jsonb_build_array(${sql.join(ordering.columns.map(({ column }) => sql`${column}::text`))})`.as(
      keyColumn,
    ),
  ) as SelectQueryBuilder<Tables, Name, Row & { [keyColumn]: string[] }>;
  if (request.after !== null) {
    bounded = bounded.where(beyond(ordering, decodeKeyset(ordering, request.after, 'after'), 'FORWARD'));
  }
  if (request.before !== null) {
    bounded = bounded.where(beyond(ordering, decodeKeyset(ordering, request.before, 'before'), 'BACKWARD'));
  }
  for (const { column, direction: columnDirection } of ordering.columns) {
    const upward = (columnDirection === 'asc') === (direction === 'FORWARD');
    bounded = bounded.orderBy(column, upward ? 'asc' : 'desc');
  }
  const found = (await bounded.limit(size + 1).execute()) as (Row & { [keyColumn]: string[] })[];
  const more = found.length > size;
  const rows = found.slice(0, size);
  if (direction === 'BACKWARD') {
    rows.reverse();
  }
  const edges = rows.map(({ [keyColumn]: keys, ...node }) => ({
    cursor: encodeKeyset(ordering, keys),
    node: node as unknown as Row,
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: direction === 'FORWARD' ? more : request.before !== null,
      hasPreviousPage: direction === 'BACKWARD' ? more : request.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: async () => {
      const counted = await query
        .clearSelect()
        .select(sql<string>`count(*)`.as('count'))
        .executeTakeFirst();
      return Number((counted as { count?: string } | undefined)?.count ?? 0);
    },
  };
}
