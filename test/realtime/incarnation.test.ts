import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createOrm, readDatabase, readSnapshot } from '../../src/database/orm.js';
import type { Database } from '../../src/database/tables.js';
import { entities } from '../../src/entities.js';
import { appendEvents } from '../../src/realtime/postgres/append.js';
import { raiseGeneration } from '../../src/realtime/postgres/incarnation.js';
import { PostgresLog } from '../../src/realtime/postgres/postgres-log.js';
import { StreamEngine } from '../../src/realtime/stream-engine.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { listen, request } from './support/listener.js';

const nobody = { actorId: null, mutationId: null };
const append = (database: Database, stream: string) =>
  appendEvents(database, [{ stream, type: 'noted', entityType: 'Note', entityId: '1', body: {} }], nobody);

let test: TestDatabase;
const alarms: number[] = [];
const logOf = (database = test.database) =>
  new PostgresLog(database, (work) => readSnapshot(test.orm, work), (generation) => void alarms.push(generation));
const generation = async (log = logOf()) => (await log.heads([])).generation;

/** As after a restore: the system that is remembered is another one than this. */
const forget = (part: string) =>
  sql`update rt_cluster set incarnation = jsonb_set(incarnation, array[${part}], '"another"')`.execute(test.database);

beforeAll(async () => {
  test = await createTestDatabase();
});
afterEach(() => void alarms.splice(0));
afterAll(() => test.close());

describe('the identity of a database', () => {
  it('is learned at the first read, without harm to anybody', async () => {
    expect([await generation(), await generation()]).toEqual([1, 1]);
    const { rows } = await sql<{ incarnation: object }>`select incarnation from rt_cluster`.execute(test.database);
    expect(Object.keys(rows[0]?.incarnation ?? {}).toSorted()).toEqual(['database', 'system', 'table', 'timeline']);
    expect(alarms).toEqual([]);
  });

  it.each(['system', 'database', 'table', 'timeline'])('is another one when its %s is: the generation is raised once', async (part) => {
    const before = await generation();
    await forget(part);
    const seen = await Promise.all(Array.from({ length: 8 }, () => generation()));
    expect(new Set(seen)).toEqual(new Set([before + 1]));
    expect(alarms).toEqual([before + 1]);
  });

  it('is noticed by whatever reads the log first, a page or a snapshot too', async () => {
    const log = logOf();
    await append(test.database, 'read');
    for (const read of [() => log.page('read', 0, 500), () => log.snapshot('read', async () => null), () => log.settledHeads(['read'])]) {
      const before = await generation();
      await forget('timeline');
      const answer = await read();
      const head = 'heads' in answer ? answer.heads.get('read') : answer.head;
      expect(head?.generation).toBe(before + 1);
    }
  });

  it('is told from what a role may see: one that may see less raises nothing', async () => {
    const before = await generation();
    const role = `plain_${randomUUID().replaceAll('-', '')}`;
    await sql.raw(`create role ${role} login; grant select, update on all tables in schema public to ${role};
      revoke execute on function pg_control_system(), pg_walfile_name(pg_lsn) from public`).execute(test.database);
    const orm = await createOrm({ connection: { ...test.connection, user: role } as never, entities, poolSize: 2 });
    try {
      expect(await generation(logOf(readDatabase(orm)))).toBe(before);
      expect(await generation()).toBe(before);
      await forget('database');
      expect(await generation(logOf(readDatabase(orm)))).toBe(before + 1);
      expect(await generation()).toBe(before + 1);
    } finally {
      await orm.close(true);
      await sql.raw(`grant execute on function pg_control_system(), pg_walfile_name(pg_lsn) to public;
        drop owned by ${role}; drop role ${role}`).execute(test.database);
    }
  });

  it('is lost by a copy of the database: no cursor of the original is continued there', async () => {
    const original = await createTestDatabase();
    const before = await generation(logOf(original.database));
    await original.orm.close(true);
    const name = `copy_${randomUUID().replaceAll('-', '')}`;
    const from = (original.connection as { readonly database: string }).database;
    await sql.raw(`create database ${name} template ${from}`).execute(test.database);
    const orm = await createOrm({ connection: { ...test.connection, database: name } as never, entities, poolSize: 2 });
    try {
      expect(await generation(logOf(readDatabase(orm)))).toBe(before + 1);
    } finally {
      await orm.close(true);
      await sql.raw(`drop database ${name}`).execute(test.database);
      await original.close();
    }
  });

  it('is watched by running nodes: who listens is given the state anew, and an older cursor is not continued', async () => {
    const logged: unknown[] = [];
    const engine = new StreamEngine({
      database: test.database,
      readSnapshot: (work) => readSnapshot(test.orm, work),
      log: { info: () => {}, warn: () => {}, error: (fields: unknown) => void logged.push(fields) },
      pollInterval: 20,
    });
    engine.start();
    try {
      await append(test.database, 'watched');
      const first = listen(engine, request('watched'));
      await first.until(({ frames }) => frames.at(-1)?.kind === 'Snapshot');
      const held = first.cursor();
      await forget('table');
      await first.until(({ frames }) => frames.some((frame) => frame.kind === 'Reset' && frame.reason === 'EPOCH_CHANGED'));
      expect(logged).toHaveLength(1);
      const second = listen(engine, request('watched', { after: held, onGap: 'ERROR' }));
      expect(await second.ended).toEqual({ code: 'UNRECOVERABLE_POSITION', reason: 'EPOCH_CHANGED' });
      await first.until(({ frames }) => frames.at(-1)?.kind === 'Snapshot');
      const renewed = first.cursor();
      await raiseGeneration(test.database);
      const third = listen(engine, request('watched', { after: renewed, onGap: 'ERROR' }));
      expect(await third.ended).toMatchObject({ reason: 'EPOCH_CHANGED' });
      first.leave();
    } finally {
      await engine.stop();
    }
  });
});
