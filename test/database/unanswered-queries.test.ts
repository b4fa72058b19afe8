import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseFailure } from '../../src/database/failures.js';
import { createOrm, readDatabase } from '../../src/database/orm.js';
import { entities } from '../../src/entities.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { FaultProxy } from '../support/fault-proxy.js';

let test: TestDatabase;
let proxy: FaultProxy;
let orm: MikroORM;

beforeEach(async () => {
  test = await createTestDatabase({ empty: true });
  const before = await FaultProxy.beforeDatabase(test.connection);
  proxy = before.proxy;
  orm = await createOrm({ connection: before.through, entities, poolSize: 3, statementTimeout: 400, answerMargin: 200 });
});

afterEach(async () => {
  await proxy.remove();
  await orm.close(true);
  await test.close();
});

const ask = () => sql<{ n: number }>`select 1 as n`.execute(readDatabase(orm));

describe('a database that swallows what it is sent', () => {
  it('holds no place in the pool once it is back', async () => {
    await Promise.all([ask(), ask(), ask()]);
    proxy.swallow();
    const swallowed = [ask(), ask(), orm.em.fork().transactional((em) => em.execute('select 1'))];
    const started = performance.now();
    const errors = await Promise.all(swallowed.map((each) => each.catch((error: unknown) => error)));
    expect(errors.map((error) => databaseFailure(error)?.kind)).toEqual(['UNAVAILABLE', 'UNAVAILABLE', 'UNAVAILABLE']);
    proxy.heed();
    expect((await Promise.all([ask(), ask(), ask(), ask()])).map(({ rows }) => rows[0]?.n)).toEqual([1, 1, 1, 1]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('does not cost a statement its connection that PostgreSQL ends in time', async () => {
    const { rows: before } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(readDatabase(orm));
    await expect(sql`select pg_sleep(5)`.execute(readDatabase(orm))).rejects.toMatchObject({ code: '57014' });
    const { rows: after } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(readDatabase(orm));
    expect(after).toEqual(before);
  });
});
