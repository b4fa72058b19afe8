import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { describe, expect, test } from 'vitest';
import { encodeRowCursor } from './cursor.js';
import { keysetQuery } from './keyset.js';
import { defineOrdering } from './ordering.js';
import { checkedPage } from './page-arguments.js';

const database = new Kysely<{ seat: { id: string; rank: number; name: string } }>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
const id = '0197a4a0-1111-7222-8333-444455556666';
const query = database.selectFrom('seat').select('name');

const uniform = defineOrdering([
  { column: 'seat.rank', type: 'integer', direction: 'desc' },
  { column: 'seat.id', type: 'uuid', direction: 'desc' },
]);
const mixed = defineOrdering([
  { column: 'name', type: 'text', direction: 'asc', collation: 'C' },
  { column: 'id', type: 'uuid', direction: 'desc' },
]);

describe('keyset queries', () => {
  test('compare whole rows where all columns go one way', () => {
    const compiled = keysetQuery(
      query,
      uniform,
      checkedPage({ first: 2, after: encodeRowCursor(uniform, ['7', id]) }),
    ).compile();
    expect(compiled.sql).toBe(
      'select "name", cast("seat"."rank" as text) as "keyset_0", cast("seat"."id" as text) as "keyset_1" from "seat" ' +
        'where ("seat"."rank", "seat"."id") < (cast($1 as integer), cast($2 as uuid)) ' +
        'order by "seat"."rank" desc, "seat"."id" desc limit $3',
    );
    expect(compiled.parameters).toEqual(['7', id, 3]);
  });

  test('go column by column otherwise, and backward in reversed order', () => {
    const compiled = keysetQuery(
      query,
      mixed,
      checkedPage({ last: 2, before: encodeRowCursor(mixed, ["O'zbek", id]) }),
    ).compile();
    expect(compiled.sql).toContain(
      'where (("name" collate "C" < cast($1 as text)) or ' +
        '("name" collate "C" = cast($2 as text) and "id" > cast($3 as uuid))) ' +
        'order by "name" collate "C" desc, "id" asc limit $4',
    );
    expect(compiled.parameters).toEqual(["O'zbek", "O'zbek", id, 3]);
  });
});
