import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId, seedPeople } from '../../src/cli/demonstration/people.js';
import { createOrm } from '../../src/database/orm.js';
import { type Transaction, UnitOfWork } from '../../src/database/unit-of-work.js';
import { entities } from '../../src/entities.js';
import { fault, ok } from '../../src/errors.js';
import { PersonEntity } from '../../src/modules/accounts/index.js';
import type { StoredAppend } from '../../src/realtime/stream-log.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { FaultProxy } from '../support/fault-proxy.js';

let test: TestDatabase;
let unitOfWork: UnitOfWork;
const handedOver: StoredAppend[] = [];
const actorId = demonstrationAccountId('agency');

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
  unitOfWork = new UnitOfWork(test.orm, (append) => void handedOver.push(append));
});

afterAll(() => test.close());

/** Leaves a row, an entity, an event and a line of the ledger, all of one name. */
async function leave(transaction: Transaction, name: string, stream = 'test:nested'): Promise<void> {
  const { em, database } = transaction;
  em.create(PersonEntity, { familyName: name, givenName: 'entity', sortKey: name, searchKey: name });
  await database
    .insertInto('person')
    .values({ id: randomUUID(), family_name: name, given_name: 'row', sort_key: name, search_key: name } as never)
    .execute();
  transaction.publish({ stream, type: name, entityType: 'Test', entityId: name, body: {} });
  transaction.enter({ action: 'test.left', subjectType: 'Test', subjectId: name, body: {} });
}

/** What is there of a name: entity and row, events, lines. */
async function left(name: string): Promise<readonly [readonly string[], number, number]> {
  const people = await test.database.selectFrom('person').select('given_name').where('family_name', '=', name).execute();
  const events = await test.database.selectFrom('rt_event').select('seq').where('type', '=', name).execute();
  const lines = await test.database.selectFrom('ledger_entry').select('id').where('subject_id', '=', name).execute();
  return [people.map((row) => row.given_name).toSorted(), events.length, lines.length];
}

const everything = [['entity', 'row'], 1, 1];
const nothing = [[], 0, 0];
const refuse = async (transaction: Transaction, name: string) => {
  await leave(transaction, name);
  return fault('FORBIDDEN');
};
const keep = async (transaction: Transaction, name: string) => {
  await leave(transaction, name);
  return ok(name);
};

describe('a part of a transaction', () => {
  it('that is refused leaves nothing, and what was done before and after it stays', async () => {
    const outcome = await unitOfWork.run({ operation: 'a', actorId }, async (transaction) => {
      await leave(transaction, 'a-before');
      const part = await transaction.nested((inner) => refuse(inner, 'a-part'));
      expect(part).toMatchObject({ ok: false, faults: [{ code: 'FORBIDDEN' }] });
      await leave(transaction, 'a-after');
      return ok({});
    });
    expect(outcome.ok && outcome.positions).toHaveLength(1);
    expect(await Promise.all(['a-before', 'a-part', 'a-after'].map(left))).toEqual([everything, nothing, everything]);
    expect(handedOver.at(-1)?.events.map(({ type, transactionIndex, transactionSize }) => [type, transactionIndex, transactionSize])).toEqual([
      ['a-before', 0, 2],
      ['a-after', 1, 2],
    ]);
  });

  it('that breaks a rule of the database is undone, and the transaction goes on', async () => {
    const outcome = await unitOfWork.run({ operation: 'b', actorId }, async (transaction) => {
      const broken = transaction.nested(async (inner) => {
        await leave(inner, 'b-part');
        await sql`insert into account (id, person_id, email, password_hash)
          select gen_random_uuid(), person_id, 'b@example.uz', '' from account limit 1`.execute(inner.database);
        return ok({});
      });
      await expect(broken).rejects.toMatchObject({ code: '23505' });
      return keep(transaction, 'b-after');
    });
    expect(outcome).toMatchObject({ ok: true });
    expect(await Promise.all(['b-part', 'b-after'].map(left))).toEqual([nothing, everything]);
  });

  it('holds parts of its own, each undone with those within it', async () => {
    await unitOfWork.run({ operation: 'c', actorId }, async (transaction) => {
      await transaction.nested(async (outer) => {
        await leave(outer, 'c-1');
        await outer.nested((inner) => refuse(inner, 'c-1-refused'));
        await outer.nested((inner) => keep(inner, 'c-1-kept'));
        return ok({});
      });
      await transaction.nested(async (outer) => {
        await outer.nested((inner) => keep(inner, 'c-2-kept'));
        return fault('FORBIDDEN');
      });
      return ok({});
    });
    expect(await Promise.all(['c-1', 'c-1-refused', 'c-1-kept', 'c-2-kept'].map(left))).toEqual([
      everything,
      nothing,
      everything,
      nothing,
    ]);
    expect(handedOver.at(-1)?.events.map(({ type }) => type)).toEqual(['c-1', 'c-1-kept']);
  });

  it('goes with the whole when the whole is refused', async () => {
    const before = handedOver.length;
    await unitOfWork.run({ operation: 'd', actorId }, async (transaction) => {
      await transaction.nested((inner) => keep(inner, 'd-part'));
      return fault('FORBIDDEN');
    });
    expect(await left('d-part')).toEqual(nothing);
    expect(handedOver).toHaveLength(before);
  });

  it('knows the entities of the whole, and changes them for the whole', async () => {
    const names = await unitOfWork.run({ operation: 'e', actorId }, async (transaction) => {
      const person = transaction.em.create(PersonEntity, { familyName: 'e', givenName: '0', sortKey: 'e', searchKey: 'e' });
      await transaction.nested(async ({ em }) => {
        (await em.findOneOrFail(PersonEntity, { id: person.id })).givenName = '1';
        return ok({});
      });
      await transaction.nested(async ({ em }) => {
        (await em.findOneOrFail(PersonEntity, { id: person.id })).givenName = '2';
        await em.flush();
        return fault('FORBIDDEN');
      });
      return ok({ given: person.givenName });
    });
    expect(names).toMatchObject({ ok: true, value: { given: '1' } });
    expect((await left('e'))[0]).toEqual(['1']);
  });

  it('stands alone: nothing else of the transaction is used beside it, and nothing after the end', async () => {
    let late: Transaction | undefined;
    const outcome = unitOfWork.run({ operation: 'f', actorId }, async (transaction) => {
      late = transaction;
      await transaction.nested(async () => {
        expect(() => transaction.enter({ action: 'x', subjectType: 'Test', subjectId: 'f', body: {} })).toThrow('still open');
        await expect(transaction.nested(async () => ok({}))).rejects.toThrow('still open');
        return ok({});
      });
      return ok({});
    });
    await expect(outcome).resolves.toMatchObject({ ok: true });
    expect(() => late?.publish({ stream: 'f', type: 'f', entityType: 'Test', entityId: 'f', body: {} })).toThrow('over');
  });
});

describe('a write that was committed', () => {
  it('is never told as failed, whatever is thrown by those who are told of it', async () => {
    const failures: unknown[] = [];
    const throwing = new UnitOfWork(
      test.orm,
      () => {
        throw new Error('nobody listens');
      },
      (error) => void failures.push(error),
    );
    const command = { operation: 'g', actorId, idempotencyKey: randomUUID() };
    const outcome = await throwing.run(command, (transaction) => keep(transaction, 'g'));
    expect(outcome).toMatchObject({ ok: true, value: 'g' });
    expect(failures).toMatchObject([{ cause: { message: 'nobody listens' } }]);
    expect(await throwing.run(command, (transaction) => keep(transaction, 'g'))).toEqual(outcome);
    expect(await left('g')).toEqual(everything);
  });

  it.each([
    ['with a key is told once, with its first answer', true],
    ['without one is told as unknown', false],
  ])('and whose answer was cut off %s; nothing is missing or doubled', async (name, hasKey) => {
    const { proxy, through } = await FaultProxy.beforeDatabase(test.connection);
    const orm = await createOrm({ connection: through, entities, poolSize: 2 });
    try {
      const cut = new UnitOfWork(orm, () => {});
      const command = { operation: 'h', actorId, idempotencyKey: hasKey ? randomUUID() : null };
      const outcome = await cut.run(command, async (transaction) => {
        await transaction.nested((inner) => refuse(inner, `${name}-refused`));
        await transaction.nested((inner) => keep(inner, name));
        proxy.cutAfterNext('commit');
        return ok('done');
      });
      expect(outcome).toMatchObject(hasKey ? { ok: true, value: 'done' } : { ok: false, faults: [{ code: 'OUTCOME_UNKNOWN' }] });
      await expect.poll(() => left(name)).toEqual(everything);
      expect(await left(`${name}-refused`)).toEqual(nothing);
    } finally {
      await proxy.remove();
      await orm.close(true);
    }
  });
});
