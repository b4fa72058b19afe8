import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demonstrationAccountId, seedPeople } from '../../src/cli/demonstration/people.js';
import { createOrm, readDatabase } from '../../src/database/orm.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { entities } from '../../src/entities.js';
import { FacilitationService, type TimerEnds, TimerRunner } from '../../src/modules/facilitation/index.js';
import { facilitatedSession, ItemStepsCommand, roundTimer, SessionStepsCommand } from '../../src/modules/rating-sessions/index.js';
import { decodeNodeIdOf } from '../../src/relay/nodes/node-id.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { JointRating, noEvidence } from '../support/joint-rating.js';
import { viewerOf } from '../support/scoring.js';
import { testSeal } from '../support/seal.js';
import { beginDeliberation, must, openJointCycle } from './support/joint-cycle.js';
import { letTimeRunOut } from './support/run-out.js';

const raters = ['rater1', 'rater2', 'rater3', 'rater4'];
const facilitator = viewerOf('facilitator', 'FACILITATOR');

let test: TestDatabase;
let unitOfWork: UnitOfWork;
let joint: JointRating;
let sessionId: string;
/** Items that nobody has marked alone: each test takes one. */
let agenda: string[];
/** The item on the floor, in its first round. */
let sessionItemId: string;

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
  unitOfWork = new UnitOfWork(test.orm, () => {});
  joint = new JointRating(test);
  const cycle = await openJointCycle(test, ['UZ-AN'], raters);
  await beginDeliberation(test, cycle);
  sessionId = await joint.schedule(decodeNodeIdOf('RatingCycle', cycle.cycleId) ?? '');
  await joint.checkIn(sessionId, ...raters);
  await joint.open(sessionId);
  agenda = [...(await joint.itemsOf(sessionId)).values()];
}, 120_000);

afterAll(() => test?.close());

beforeEach(async () => {
  sessionItemId = agenda.shift() ?? '';
  await joint.activate(sessionItemId);
  await joint.openRound(sessionItemId, { rater1: noEvidence, rater2: noEvidence });
});

/** The ends of timers as a server has them. */
const endsOf = (work = unitOfWork): TimerEnds => {
  const items = new ItemStepsCommand(work, testSeal);
  return { [roundTimer]: (transaction, timer) => items.roundIsOver(transaction, timer) };
};

/** What a node would write into its log; nothing is expected there. */
const log = {
  warn: (details: object, message: string): void => {
    throw new Error(message, { cause: details });
  },
};

const sweep = (): Promise<void> => new TimerRunner({ unitOfWork, database: test.database, ends: endsOf(), log }).sweep();

/** Where the item, its round, its timer and the marks of its round stand. */
async function standing() {
  const { database } = test;
  const { state, rounds, active, item_id } = await database
    .selectFrom('session_item')
    .select(['state', 'rounds', 'active', 'item_id'])
    .where('id', '=', sessionItemId)
    .executeTakeFirstOrThrow();
  const item = await database.selectFrom('evaluation_item').select(['open_round', 'round_closes_at']).where('id', '=', item_id).executeTakeFirstOrThrow();
  const round = await database.selectFrom('rating_round').selectAll().where('session_item_id', '=', sessionItemId).executeTakeFirstOrThrow();
  const timer = await database.selectFrom('timer').selectAll().where('object_id', '=', round.id).executeTakeFirstOrThrow();
  const marks = await database.selectFrom('score').select('state').where('item_id', '=', item_id).execute();
  const entered = await database
    .selectFrom('ledger_entry')
    .select('body')
    .where('subject_id', '=', item_id)
    .where('action', '=', 'sessionItem.advanced')
    .execute();
  return {
    state,
    rounds,
    active,
    openRound: item.open_round,
    round: round.state,
    voidReason: round.void_reason,
    marks: marks.map((mark) => mark.state),
    entered: entered.map(({ body }) => `${String(body.from)} ${String(body.to)}`),
    timer: { id: timer.id, objectId: timer.object_id, endsAt: timer.ends_at, remainingMs: timer.remaining_ms },
    closesAt: item.round_closes_at,
  };
}

const itemId = async (): Promise<string> =>
  (await test.database.selectFrom('session_item').select('item_id').where('id', '=', sessionItemId).executeTakeFirstOrThrow()).item_id;

const over = { endsAt: null, remainingMs: null };

describe('the end of the time of a round', () => {
  it('closes it where enough have marked, and reveals nothing', async () => {
    await joint.mark('rater3', await itemId(), noEvidence);
    await sweep();
    expect(await standing()).toMatchObject({ state: 'SCORING', openRound: 1, round: 'SCORING' });
    expect(await letTimeRunOut(test, sessionId)).toHaveLength(1);
    await sweep();
    expect(await standing()).toMatchObject({
      state: 'CLOSED',
      rounds: 1,
      active: true,
      openRound: null,
      closesAt: null,
      round: 'CLOSED',
      voidReason: null,
      marks: ['COMMITTED', 'COMMITTED', 'COMMITTED'],
      timer: over,
      entered: ['DISCUSSION SCORING', 'SCORING CLOSED'],
    });
    await joint.reveal(sessionItemId);
    expect(await standing()).toMatchObject({ state: 'REVEALED', marks: ['REVEALED', 'REVEALED', 'REVEALED'] });
  });

  it('gives it up where too few have marked: it counts among no rounds, and its item is discussed on', async () => {
    await letTimeRunOut(test, sessionId);
    await sweep();
    expect(await standing()).toMatchObject({
      state: 'DISCUSSION',
      rounds: 0,
      active: true,
      openRound: null,
      round: 'VOID',
      voidReason: 'TOO_FEW_MARKS',
      marks: ['VOID', 'VOID'],
      timer: over,
      entered: ['DISCUSSION SCORING', 'SCORING DISCUSSION'],
    });
    await joint.openRound(sessionItemId, {});
    const rounds = await test.database
      .selectFrom('rating_round')
      .select(['number', 'state'])
      .where('session_item_id', '=', sessionItemId)
      .orderBy('number')
      .execute();
    expect(rounds).toEqual([
      { number: 1, state: 'VOID' },
      { number: 2, state: 'SCORING' },
    ]);
    await letTimeRunOut(test, sessionId);
    await sweep();
  });
});

const service = () => new FacilitationService(unitOfWork, { RatingSession: facilitatedSession });

const attendance = (name: string) => ({ type: 'RatingSession', id: sessionId, accountId: demonstrationAccountId(name), channel: 'ONLINE' }) as const;

describe('while its session stands still', () => {
  const missing = ['rater3', 'rater4'];

  it.each([
    ['by whoever leads', () => joint.suspend(sessionId), async () => undefined],
    [
      'for want of a quorum',
      async () => {
        for (const name of missing) {
          must(await service().checkOut(facilitator, attendance(name)));
        }
      },
      async () => {
        for (const name of missing) {
          must(await service().checkIn(facilitator, attendance(name)));
        }
      },
    ],
  ])('(%s) a round does not end, and goes on with the time that was left', async (_, suspend, mend) => {
    const { timer } = await standing();
    await suspend();
    const paused = await standing();
    expect(paused).toMatchObject({ state: 'SCORING', openRound: null, round: 'SCORING', closesAt: null, timer: { endsAt: null } });
    const remaining = paused.timer.remainingMs ?? 0;
    const end = new Date(timer.endsAt ?? 0).getTime();
    expect(remaining).toBeGreaterThan(end - Date.now() - 60_000);
    expect(remaining).toBeLessThan(4 * 3_600_000);
    // Nothing runs that could run out; and an end that was due before, and comes too late, does nothing.
    expect(await letTimeRunOut(test, sessionId)).toEqual([]);
    await sweep();
    must(
      await unitOfWork.run({ operation: 'test', actorId: null }, async (transaction) => {
        await endsOf()[roundTimer]?.(transaction, timer);
        return { ok: true, value: null };
      }),
    );
    expect(await standing()).toEqual(paused);
    await sleep(300);
    await mend();
    must(await new SessionStepsCommand(unitOfWork).resume(facilitator, { sessionId, term: 1 }));
    const resumed = await standing();
    expect(resumed).toMatchObject({ state: 'SCORING', openRound: 1, round: 'SCORING', timer: { remainingMs: null } });
    expect(resumed.closesAt).toEqual(resumed.timer.endsAt);
    // It ends later by as long as it stood still.
    expect(new Date(resumed.timer.endsAt ?? 0).getTime()).toBeGreaterThanOrEqual(end + 300);
    expect(new Date(resumed.timer.endsAt ?? 0).getTime()).toBeLessThanOrEqual(Date.now() + remaining);
    await letTimeRunOut(test, sessionId);
    await sweep();
    expect(await standing()).toMatchObject({ state: 'DISCUSSION', round: 'VOID', voidReason: 'TOO_FEW_MARKS' });
  });
});

describe('two nodes', () => {
  it('that find the same timer due end it once', async () => {
    const other = await createOrm({ connection: test.connection, entities, poolSize: 2 });
    try {
      const arrived: string[] = [];
      const ended: string[] = [];
      /** Both have found it due before either of them goes on. */
      const nodeOn = (node: string, orm: TestDatabase['orm']): TimerRunner => {
        const work = new UnitOfWork(orm, ({ events }) => ended.push(...events.map(({ type }) => `${node} ${type}`)));
        const end = endsOf(work)[roundTimer];
        return new TimerRunner({
          unitOfWork: work,
          database: readDatabase(orm),
          ends: {
            [roundTimer]: async (transaction, timer) => {
              arrived.push(node);
              while (arrived.length < 2) {
                await sleep(1);
              }
              await end?.(transaction, timer);
            },
          },
          log,
        });
      };
      await letTimeRunOut(test, sessionId);
      await Promise.all([nodeOn('first', test.orm).sweep(), nodeOn('second', other).sweep()]);
      expect(arrived.toSorted()).toEqual(['first', 'second']);
      expect(ended.map((told) => told.split(' ')[1])).toEqual(['RatingSessionItemChanged']);
      expect(await standing()).toMatchObject({ state: 'DISCUSSION', rounds: 0, entered: ['DISCUSSION SCORING', 'SCORING DISCUSSION'], timer: over });
    } finally {
      await other.close(true);
    }
  });

  it('that run end a timer by themselves, once', async () => {
    const runners = [1, 2].map(() => new TimerRunner({ unitOfWork, database: test.database, ends: endsOf(), log }));
    for (const runner of runners) {
      runner.start();
    }
    try {
      await letTimeRunOut(test, sessionId);
      await expect.poll(async () => (await standing()).state, { timeout: 10_000 }).toBe('DISCUSSION');
    } finally {
      await Promise.all(runners.map((runner) => runner.stop()));
    }
    expect(await standing()).toMatchObject({ rounds: 0, voidReason: 'TOO_FEW_MARKS', entered: ['DISCUSSION SCORING', 'SCORING DISCUSSION'] });
  });
});
