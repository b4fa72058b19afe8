import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { defineLoader, type LoaderDefinition } from '../../database/loaders.js';
import type { Database } from '../../database/tables.js';
import { keysetOrder, keysetPage, keysetQuery } from './keyset.js';
import type { Ordering } from './ordering.js';
import { checkedPage, type PageArguments } from './page-arguments.js';
import type { Page } from './page.js';

/** Which page of whose list. */
export interface NestedPageKey {
  readonly parentId: string;
  readonly page: PageArguments;
}

/** The batched reads of a connection below other objects. */
export interface NestedPages<Row> {
  readonly pages: LoaderDefinition<NestedPageKey, Page<Row>>;
  /** How long the whole lists are, by the id of the parent. */
  readonly totals: LoaderDefinition<string, number>;
}

// oxlint-disable-next-line typescript/no-explicit-any -- the tables of a query are of no concern here
type List<Row> = SelectQueryBuilder<any, any, Row>;

/**
 * Declares a connection that each of many objects has: the pages of all of them are read by one statement, and so are
 * their counts. `listOf` gives the list of the parent whose UUID the expression stands for, without order and limit.
 */
export function defineNestedPages<Row>(
  listOf: (database: Database, parentId: RawBuilder<string>) => List<Row>,
  ordering: Ordering,
): NestedPages<Row> {
  const parentId = sql<string>`parent.id`;

  async function readPages(database: Database, parents: readonly string[], asked: PageArguments) {
    const request = checkedPage(asked);
    const place = sql<string>`row_number() over (order by ${keysetOrder(ordering, request)})`;
    const list = keysetQuery(listOf(database, parentId), ordering, request).select(place.as('keyset_place'));
    const { rows } = await sql<Row & { readonly parent_id: string }>`
      select parent.id as parent_id, item.*
      from unnest(${parents}::uuid[]) as parent(id) cross join lateral (${list}) as item
      order by item.keyset_place`.execute(database);
    const byParent = Map.groupBy(rows, (row) => row.parent_id);
    return new Map(parents.map((id) => [id, keysetPage<Row>(byParent.get(id) ?? [], ordering, request)]));
  }

  const pages = defineLoader<NestedPageKey, Page<Row>>(
    async (database, keys) => {
      const groups = Map.groupBy(keys, ({ page }) => JSON.stringify(page));
      const found = new Map(
        await Promise.all(
          [...groups].map(async ([name, group]) => {
            const parents = [...new Set(group.map((key) => key.parentId))];
            // Bad arguments of one alias are no fault of another.
            const read = await readPages(database, parents, group[0]?.page ?? {}).catch((error: unknown) => error as Error);
            return [name, read] as const;
          }),
        ),
      );
      return keys.map(({ parentId: id, page }) => {
        const read = found.get(JSON.stringify(page));
        return read instanceof Error ? read : (read?.get(id) ?? new Error(`no page was read for ${id}`));
      });
    },
    ({ parentId: id, page }) => `${id} ${JSON.stringify(page)}`,
  );

  const totals = defineLoader<string, number>(async (database, parents) => {
    const list = listOf(database, parentId).clearSelect().select(sql<string>`count(*)`.as('rows'));
    const { rows } = await sql<{ readonly parent_id: string; readonly rows: string }>`
      select parent.id as parent_id, counted.rows
      from unnest(${parents}::uuid[]) as parent(id) cross join lateral (${list}) as counted`.execute(database);
    const byParent = new Map(rows.map((row) => [row.parent_id, Number(row.rows)]));
    return parents.map((id) => byParent.get(id) ?? 0);
  });

  return { pages, totals };
}
