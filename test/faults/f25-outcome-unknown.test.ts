import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { createOrm } from '../../src/database/orm.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { entities } from '../../src/entities.js';
import { fault, ok } from '../../src/errors.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { check } from './support/checker.js';
import { Crowd } from './support/crowd.js';
import { drill, patience } from './support/drill.js';
import { inForm } from './support/form.js';
import { judge, seededDatabase, startGround } from './support/ground.js';
import { Load } from './support/load.js';
import { readStreams } from './support/stream-log.js';

const figures = inForm({
  short: { clients: 20, councils: 4, perSecond: 20, cuts: 10 },
  long: { clients: 200, councils: 14, perSecond: 100, cuts: 300 },
});

it('F25 connections break in the middle of COMMIT: whoever asks again is told the truth, no event is missing, doubled or made up', { timeout: patience }, drill(async (context) => {
  const test = await seededDatabase(context);
  const { proxy, through } = await FaultProxy.beforeDatabase(test.connection);
  context.finally(() => proxy.remove());
  const { nodes } = await startGround(context, { count: 2, on: test, connectionOf: () => through });
  const load = await Load.prepare({ urls: nodes.urls, ...figures });
  context.finally(() => load.abandon());
  const crowd = new Crowd({ feeds: load.feeds(), count: figures.clients, urls: nodes.urls, random: context.random });
  context.finally(async () => crowd.stop());
  await crowd.start();
  load.start();
  for (let cut = 0; cut < figures.cuts; cut += 1) {
    await sleep(50 + context.random.below(300));
    if (cut % 10 === 9) {
      proxy.cut();
    } else {
      proxy.cutAfterNext('commit');
    }
  }
  await sleep(1_000);
  await judge(context, { database: test.database, load, crowd });
  expect(crowd.failures).toEqual([]);
}));

const commands = inForm({ short: { count: 40 }, long: { count: 4_000 } });

/** What is told to whoever has to ask again. */
const passing: ReadonlySet<unknown> = new Set(['OUTCOME_UNKNOWN', 'DATABASE_UNAVAILABLE']);

it('F25 parts of transactions are taken back, COMMIT is cut off and what follows it throws: each command is there once and whole', { timeout: patience }, drill(async (context) => {
  const test = await seededDatabase(context);
  const { proxy, through } = await FaultProxy.beforeDatabase(test.connection);
  context.finally(() => proxy.remove());
  const orm = await createOrm({ connection: through, entities, poolSize: 8 });
  context.finally(() => orm.close(true));
  let handedOver = 0;
  const unitOfWork = new UnitOfWork(orm, () => {
    handedOver += 1;
    throw new Error('what follows a COMMIT fails');
  });
  const expected = new Map<string, readonly string[]>();

  /** Leaves an event before, in and after a part, which is taken back or not; asks under its key until it knows. */
  const leave = async (n: number): Promise<void> => {
    const idempotencyKey = randomUUID();
    const isKept = context.random.below(2) === 0;
    const event = (type: string) => ({ stream: `drill:${n % 4}`, type, entityType: 'Drill', entityId: String(n), body: {} });
    expected.set(idempotencyKey, isKept ? ['before', 'part', 'after'] : ['before', 'after']);
    const command = { operation: 'drill', actorId: demonstrationAccountId('agency'), idempotencyKey, input: { n } };
    const told: unknown[] = [];
    do {
      const outcome = await unitOfWork.run(command, async (transaction) => {
        transaction.publish(event('before'));
        await transaction.nested(async (part) => {
          part.publish(event('part'));
          return isKept ? ok({}) : fault('FORBIDDEN');
        });
        transaction.publish(event('after'));
        return ok({});
      });
      told.push(outcome.ok ? 'done' : outcome.faults[0]?.code);
      // Nobody knows whether it happened; asked again it says so, and has no second effect.
    } while (passing.has(told.at(-1)) && (await sleep(50, true)));
    expect(told.at(-1)).toBe('done');
  };
  const cut = setInterval(() => proxy.cutAfterNext('commit'), 60);
  context.finally(async () => clearInterval(cut));
  for (let n = 0; n < commands.count; n += 8) {
    await Promise.all(Array.from({ length: 8 }, (_, at) => leave(n + at)));
  }
  const streams = await readStreams(test.database, [0, 1, 2, 3].map((n) => `drill:${n}`));
  const { rows } = await sql<{ mutation_id: string; types: string[] }>`select mutation_id, array_agg(type order by seq) as types
    from rt_event where entity_type = 'Drill' group by mutation_id`.execute(test.database);
  expect(check({ streams, clients: [], writes: [], stateAt: () => '' }).violations).toEqual([]);
  expect(new Map(rows.map(({ mutation_id, types }) => [mutation_id, types]))).toEqual(expected);
  context.tell(`${expected.size} commands, each there once and whole; ${handedOver} times what followed COMMIT threw`);
}));
