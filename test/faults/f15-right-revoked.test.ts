import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { signIn, TestClient } from '../support/client.js';
import { openScoring } from '../support/scoring.js';
import { expectSensitive, expectSound } from './support/checker.js';
import { Crowd } from './support/crowd.js';
import { drill, patience } from './support/drill.js';
import type { ClientEvidence } from './support/evidence.js';
import { evaluationFeed, userFeed } from './support/feed.js';
import { inForm } from './support/form.js';
import { seededDatabase, startGround } from './support/ground.js';
import { beginSession } from './support/sessions.js';
import { headsOf, readStreams } from './support/stream-log.js';

const figures = inForm({ short: { times: 4 }, long: { times: 200 } });

/** Events that come after a right has ended, in each stream. */
const afterwards = 3;

/** Sends a mutation that has to be accepted. */
async function change(client: TestClient, name: string, input: object): Promise<void> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await client.send<Record<string, { readonly errors: readonly object[] }>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { errors { code } } }`,
    { input },
  );
  expect([data?.[name]?.errors, errors]).toEqual([[], undefined]);
}

it('F15 a right is taken back through one node while its owner listens on the other: not one event later is told', { timeout: patience }, drill(async (context) => {
  const test = await seededDatabase(context);
  const { database } = test;
  const { nodes } = await startGround(context, { count: 2, on: test });
  const cycle = await openScoring(test);
  const here = nodes.node(0).url;
  const [manager, agency] = await Promise.all([signIn(here, 'manager'), signIn(here, 'agency')]);
  const accountId = demonstrationAccountId('facilitator2');
  const [ofEvaluation, ofUser] = [evaluationFeed(cycle.evaluationId), userFeed(accountId)];
  const setRole = (granted: boolean): Promise<void> =>
    change(agency, 'roleSet', { accountId: encodeNodeId('Account', accountId), role: 'FACILITATOR', granted });
  let numerator = 0;
  const happens = async (times: number): Promise<void> => {
    for (let n = 0; n < times; n += 1) {
      numerator += 1;
      const measured = { numerator: String(numerator), denominator: '100000', source: 'Hisobot' };
      await change(manager, 'measurementRecord', { itemId: cycle.items.get('1.1'), ...measured });
    }
  };
  const headOf = async (stream: string): Promise<number> => headsOf(await readStreams(database, [stream])).get(stream) ?? 0;

  const told: ClientEvidence[] = [];
  for (let time = 0; time < figures.times; time += 1) {
    const isSession = time % 2 === 0;
    const token = await beginSession(database, accountId);
    const feeds = isSession ? [ofEvaluation, ofUser] : [ofEvaluation];
    const crowd = new Crowd({ feeds, count: feeds.length, urls: () => [nodes.node(1).url], random: context.random, token });
    context.finally(async () => crowd.stop());
    await crowd.start();
    await happens(2);
    // The right ends in the middle of what happens.
    const happening = happens(2);
    await sleep(context.random.below(60));
    await (isSession
      ? change(new TestClient(here, token), 'sessionDelete', { idempotencyKey: randomUUID() })
      : setRole(false));
    const barriers = new Map([
      [ofEvaluation.stream, await headOf(ofEvaluation.stream)],
      [ofUser.stream, await headOf(ofUser.stream)],
    ]);
    await happening;
    await Promise.all([happens(afterwards), signIn(here, 'facilitator2')]);
    await expect.poll(() => crowd.clients.every(({ ending, closes }) => ending !== null || closes.size > 0), { timeout: 60_000 }).toBe(true);
    await sleep(100);
    crowd.stop();
    told.push(
      ...crowd.clients.map((client) =>
        client.evidence({ isComplete: false, barrier: barriers.get(client.stream) ?? 0, client: `round ${time + 1}` }),
      ),
    );
    if (!isSession) {
      await setRole(true);
    }
  }
  const streams = await readStreams(database, [ofEvaluation.stream, ofUser.stream]);
  const evidence = { streams, clients: told, writes: [], stateAt: () => '' };
  const { applied, logged } = expectSound(evidence);
  expectSensitive({ ...evidence, clients: told.map((client) => ({ ...client, isComplete: true })) }, context.random);
  context.tell(`${figures.times} rights ended; ${applied} events were told before, of ${logged} none after`);
}));
