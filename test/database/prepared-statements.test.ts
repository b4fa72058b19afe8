import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RepeatedStatements } from '../../src/database/prepared-statements.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

describe('statements that come again and again', () => {
  let test: TestDatabase;
  const prepared = async () =>
    (await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(test.database)).rows;
  const read = (id: number) => sql<{ id: number }>`select * from plan_test where id = ${id}`.execute(test.database);

  beforeAll(async () => {
    test = await createTestDatabase({ empty: true, poolSize: 1 });
    await sql`create table plan_test (id int)`.execute(test.database);
    await sql`insert into plan_test values (1), (2)`.execute(test.database);
  });

  afterAll(() => test.close());

  it('are prepared from the third time on, with other values each time', async () => {
    for (const id of [1, 2, 1, 2]) {
      expect((await read(id)).rows).toEqual([{ id }]);
    }
    expect(await prepared()).toContainEqual({ statement: 'select * from plan_test where id = $1' });
  });

  it('answer rightly when a migration has changed their table meanwhile', async () => {
    await sql`alter table plan_test add column name text default 'x'`.execute(test.database);
    expect((await read(1)).rows).toEqual([{ id: 1, name: 'x' }]);
    await sql`alter table plan_test drop column name`.execute(test.database);
    expect((await read(2)).rows).toEqual([{ id: 2 }]);
  });

  it('are so many at the most, however many others come', () => {
    const statements = new RepeatedStatements();
    const names = Array.from({ length: 500 }, (_, at) => [1, 2, 3].map(() => statements.nameOf(`select ${at}`)).at(-1));
    expect(names.slice(0, 200).every((name) => name !== null)).toBe(true);
    expect(new Set(names.slice(0, 200)).size).toBe(200);
    expect(names.slice(200).every((name) => name === null)).toBe(true);
  });
});
