import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId, seedPeople } from '../../src/cli/demonstration/people.js';
import { type Transaction, UnitOfWork } from '../../src/database/unit-of-work.js';
import { fault, ok } from '../../src/errors.js';
import { PersonEntity } from '../../src/modules/accounts/index.js';
import type { StoredAppend } from '../../src/realtime/stream-log.js';
import { encodeCursor } from '../../src/realtime/cursor.js';
import type { Position } from '../../src/realtime/position.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let test: TestDatabase;
let unitOfWork: UnitOfWork;
const appended: StoredAppend[] = [];
const actorId = demonstrationAccountId('agency');

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
  unitOfWork = new UnitOfWork(test.orm, (append) => void appended.push(append));
});

afterAll(() => test.close());

const nobody = { familyName: '', givenName: '', sortKey: '', searchKey: '' };
const event = (stream: string) => ({ stream, type: 'Tested', entityType: 'Test', entityId: '1', body: {} });
const answer = (idempotencyKey: string) => unitOfWork.run({ operation: 'k', actorId, idempotencyKey }, async () => ok({}));
const eventsOf = (stream: string) =>
  test.database
    .selectFrom('rt_event')
    .innerJoin('rt_stream', 'rt_stream.id', 'rt_event.stream_id')
    .select(['rt_event.seq', 'rt_event.mutation_id'])
    .where('rt_stream.key', '=', stream)
    .execute();

describe('a command', () => {
  it('commits state, event, ledger entry and answer together', async () => {
    const idempotencyKey = randomUUID();
    const outcome = await unitOfWork.run({ operation: 'a', actorId, idempotencyKey, input: {} }, async (transaction) => {
      transaction.publish(event('test:a'));
      transaction.enter({ action: 'test.a', subjectType: 'Test', subjectId: 'a', body: {} });
      return ok({ id: 'a' });
    });
    expect(outcome).toMatchObject({ ok: true, value: { id: 'a' } });
    expect(outcome.ok && outcome.positions).toHaveLength(1);
    expect(await eventsOf('test:a')).toEqual([{ seq: '1', mutation_id: idempotencyKey }]);
    expect(appended.at(-1)?.events).toHaveLength(1);
  });

  it('tells nobody where the own stream of another account stands, nor who acted where that would name a person', async () => {
    const other = demonstrationAccountId('manager');
    const outcome = await unitOfWork.run({ operation: 'u', actorId, idempotencyKey: randomUUID() }, async (transaction) => {
      transaction.publish(event(`user:${actorId}`));
      transaction.publish({ ...event(`user:${other}`), unattributed: true });
      return ok({});
    });
    const told = outcome.ok ? outcome.positions : [];
    expect(told).toEqual([encodeCursor(appended.at(-1)?.positions[0] as Position)]);
    expect(appended.at(-1)?.events.map((each) => [each.actorId, each.mutationId !== null])).toEqual([
      [actorId, true],
      [null, false],
    ]);
    const [stored] = await eventsOf(`user:${other}`);
    expect(stored?.mutation_id).toBeNull();
  });

  it('leaves nothing behind when it is refused, not even the key', async () => {
    const idempotencyKey = randomUUID();
    const command = { operation: 'b', actorId, idempotencyKey, input: {} };
    const before = appended.length;
    const refused = await unitOfWork.run(command, async (transaction) => {
      transaction.publish(event('test:b'));
      return fault('FORBIDDEN');
    });
    expect(refused).toEqual({ ok: false, faults: [{ code: 'FORBIDDEN', path: [], parameters: {} }] });
    expect(await eventsOf('test:b')).toEqual([]);
    expect(appended).toHaveLength(before);
    expect(await unitOfWork.run(command, async () => ok({ id: 'b' }))).toMatchObject({ ok: true });
  });

  it('answers a repeat with the first answer and has one effect, also when both come at once', async () => {
    const command = { operation: 'c', actorId, idempotencyKey: randomUUID(), input: { x: 1 } };
    let effects = 0;
    const work = () =>
      unitOfWork.run(command, async (transaction) => {
        effects += 1;
        transaction.publish(event('test:c'));
        return ok({ at: transaction.now.toISOString() });
      });
    const [first, second] = await Promise.all([work(), work()]);
    const third = await work();
    expect(effects).toBe(1);
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect(await eventsOf('test:c')).toHaveLength(1);
  });

  it('refuses a key that was used with another input or for another operation', async () => {
    const idempotencyKey = randomUUID();
    const run = (operation: string, x: number) =>
      unitOfWork.run({ operation, actorId, idempotencyKey, input: { x, idempotencyKey } }, async () => ok({ x }));
    expect(await run('d', 1)).toMatchObject({ ok: true });
    const reused = { ok: false, faults: [{ code: 'IDEMPOTENCY_KEY_REUSED', path: ['idempotencyKey'] }] };
    expect(await run('d', 2)).toEqual(reused);
    expect(await run('e', 1)).toEqual(reused);
  });

  it('forgets an answer after seven days, and never before', async () => {
    const keys = [randomUUID(), randomUUID()];
    await answer(keys[0] ?? '');
    await answer(keys[1] ?? '');
    const age = (key: string | undefined, days: number) =>
      sql`update idempotency_record set created_at = now() - make_interval(days => ${days}) where key = ${key}`.execute(test.database);
    await age(keys[0], 8);
    await age(keys[1], 6);
    await answer(randomUUID());
    const left = await test.database.selectFrom('idempotency_record').select('key').where('key', 'in', keys).execute();
    expect(left).toEqual([{ key: keys[1] }]);
  });

  it('tries a deadlock again and counts one effect', async () => {
    let attempts = 0;
    const outcome = await unitOfWork.run({ operation: 'f', actorId }, async (transaction) => {
      attempts += 1;
      transaction.publish(event('test:f'));
      if (attempts < 3) {
        throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
      }
      return ok({});
    });
    expect(outcome.ok).toBe(true);
    expect(await eventsOf('test:f')).toHaveLength(1);
  });

  it.each([
    ['an entity', ({ em }: Transaction) => em.insert(PersonEntity, { ...nobody, familyName: 'a\u0000b' })],
    ['a plain row', ({ database }: Transaction) => database.selectFrom('person').where('family_name', '=', '\0').execute()],
    ['a statement itself', ({ database }: Transaction) => sql.raw("select 'a\u0000b'").execute(database)],
  ])('takes a null character in %s for bad input, not for a database that is away', async (_, write) => {
    const outcome = await unitOfWork.run({ operation: 'n', actorId }, async (transaction) => {
      await write(transaction);
      return ok({});
    });
    expect(outcome).toMatchObject({ ok: false, faults: [{ code: 'INVALID_CHARACTERS' }] });
  });

  it('is refused by the place of a text that is no text, with a key and without', async () => {
    const input = { itemId: 'a', value: { level: '\ud800' }, codes: undefined };
    for (const idempotencyKey of [randomUUID(), null]) {
      expect(await unitOfWork.run({ operation: 'e', actorId, idempotencyKey, input }, async () => ok({}))).toEqual(
        fault('INVALID_CHARACTERS', ['value', 'level']),
      );
    }
    const listed = { operation: 'e', actorId, idempotencyKey: randomUUID(), input: { codes: ['UZ-AN', '\udc00'] } };
    expect(await unitOfWork.run(listed, async () => ok({}))).toEqual(fault('INVALID_CHARACTERS', ['codes', '1']));
  });

  it('throws what it does not expect, and keeps nothing of it', async () => {
    await expect(
      unitOfWork.run({ operation: 'g', actorId }, async (transaction) => {
        transaction.publish(event('test:g'));
        throw new TypeError('a bug');
      }),
    ).rejects.toThrow('a bug');
    expect(await eventsOf('test:g')).toEqual([]);
  });
});
