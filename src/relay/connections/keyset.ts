import { sql, type Expression, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import { cursorArgument, encodeRowCursor } from './cursor.js';
import type { Ordering, OrderingColumn } from './ordering.js';
import { checkedPage, type PageArguments, type PageRequest } from './page-arguments.js';
import { pageOf, type Page } from './page.js';

type Side = 'BEYOND' | 'BELOW';

const keyAlias = (index: number): string => `keyset_${index}`;

function reference({ column, collation }: OrderingColumn): RawBuilder<unknown> {
  return collation === undefined ? sql`${sql.ref(column)}` : sql`${sql.ref(column)} collate ${sql.id(collation)}`;
}

function value({ type }: OrderingColumn, text: string): RawBuilder<unknown> {
  return sql`cast(${text} as ${sql.raw(type)})`;
}

function isAfter(column: OrderingColumn, side: Side): boolean {
  return (column.direction === 'asc') === (side === 'BEYOND');
}

/** The rows beyond (or below) a key: one row comparison where all columns go one way, else column by column. */
export function keysetCondition(ordering: Ordering, key: readonly string[], side: Side): Expression<SqlBool> {
  const { columns } = ordering;
  const first = columns[0];
  if (first && columns.every(({ direction }) => direction === first.direction)) {
    const left = sql.join(columns.map(reference));
    const right = sql.join(columns.map((column, index) => value(column, key[index] ?? '')));
    return isAfter(first, side) ? sql<SqlBool>`(${left}) > (${right})` : sql<SqlBool>`(${left}) < (${right})`;
  }
  const alternatives = columns.map((column, index) => {
    const equal = columns
      .slice(0, index)
      .map((before, place) => sql`${reference(before)} = ${value(before, key[place] ?? '')}`);
    const comparison = isAfter(column, side)
      ? sql`${reference(column)} > ${value(column, key[index] ?? '')}`
      : sql`${reference(column)} < ${value(column, key[index] ?? '')}`;
    return sql`(${sql.join([...equal, comparison], sql` and `)})`;
  });
  return sql<SqlBool>`(${sql.join(alternatives, sql` or `)})`;
}

function directionOf({ direction }: OrderingColumn, request: PageRequest): 'asc' | 'desc' {
  return (direction === 'asc') === (request.direction === 'BACKWARD') ? 'desc' : 'asc';
}

/** The order in which a page is read, for `order by`. */
export function keysetOrder(ordering: Ordering, request: PageRequest): RawBuilder<unknown> {
  return sql.join(ordering.columns.map((column) => sql`${reference(column)} ${sql.raw(directionOf(column, request))}`));
}

/** Makes the page of rows that `keysetQuery` has read, in the order in which they were read. */
export function keysetPage<Row>(rows: readonly Row[], ordering: Ordering, request: PageRequest): Page<Row> {
  return pageOf(rows, request, (row) => {
    const keys = row as Readonly<Record<string, string>>;
    return encodeRowCursor(
      ordering,
      ordering.columns.map((_, index) => keys[keyAlias(index)] ?? ''),
    );
  });
}

/** Adds to a query what a page needs: the bounds, the order, one row more than the page, and the keys as text. */
export function keysetQuery<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  ordering: Ordering,
  request: PageRequest,
): SelectQueryBuilder<DB, TB, Row> {
  const after = cursorArgument(ordering, 'after', request.after);
  const before = cursorArgument(ordering, 'before', request.before);
  let bounded = query;
  if (after) {
    bounded = bounded.where(keysetCondition(ordering, after, 'BEYOND'));
  }
  if (before) {
    bounded = bounded.where(keysetCondition(ordering, before, 'BELOW'));
  }
  for (const column of ordering.columns) {
    bounded = bounded.orderBy(reference(column), directionOf(column, request));
  }
  const keys = ordering.columns.map(({ column }, index) =>
    sql<string>`cast(${sql.ref(column)} as text)`.as(keyAlias(index)),
  );
  return bounded.select(keys).limit(request.limit + 1) as unknown as SelectQueryBuilder<DB, TB, Row>;
}

/**
 * Reads one page of a query by keyset: pages joined are the whole list, in both directions, and a row that is added
 * or removed elsewhere moves no other. The query brings its joins, filters and columns, no order and no limit.
 * Throws GraphQLError `BAD_USER_INPUT` for bad arguments, before anything is read.
 */
export async function page<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  ordering: Ordering,
  asked: PageArguments,
): Promise<Page<Row>> {
  const request = checkedPage(asked);
  const rows = await keysetQuery(query, ordering, request).execute();
  return keysetPage(rows as Row[], ordering, request);
}

/** How many rows a query has, whatever it selects: for `totalCount`. */
export async function countRows<DB, TB extends keyof DB, Row>(query: SelectQueryBuilder<DB, TB, Row>): Promise<number> {
  const counting = query
    .clearSelect()
    .clearOrderBy()
    .select(sql<string>`count(*)`.as('rows'));
  const row = (await counting.executeTakeFirst()) as { readonly rows: string } | undefined;
  return Number(row?.rows ?? 0);
}
