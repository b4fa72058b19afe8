import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { FaultProxy } from '../support/fault-proxy.js';
import { sendUpdate, type UpdateAnswer } from './support/council-update.js';
import { drill, patience } from './support/drill.js';
import { inForm } from './support/form.js';
import { seededDatabase, startGround } from './support/ground.js';
import { Load } from './support/load.js';
import { readStreams } from './support/stream-log.js';

const figures = inForm({ short: { rounds: 2 }, long: { rounds: 30 } });

it('F3 a node is killed between COMMIT and answer, and the client asks again: one effect, one event, one answer', { timeout: patience }, drill(async (context) => {
  const test = await seededDatabase(context);
  const { proxy, through } = await FaultProxy.beforeDatabase(test.connection);
  context.finally(() => proxy.remove());
  const { nodes } = await startGround(context, {
    count: 2,
    on: test,
    connectionOf: (n, connection) => (n === 0 ? through : connection),
  });
  const load = await Load.prepare({ urls: nodes.urls, councils: 1, perSecond: 1 });
  const [{ card, token } = expect.fail()] = load.writers;
  const [{ stream } = expect.fail()] = load.feeds();
  const keys: string[] = [];
  let { version } = card;
  for (let round = 0; round < figures.rounds; round += 1) {
    const key = randomUUID();
    const phone = `+998 ${300_000_000 + round}`;
    const input = { id: card.id, version, phone, idempotencyKey: key };
    const doomed = nodes.node(0);
    proxy.onNext('commit', () => {
      // PostgreSQL has been told to commit; whatever it says, nobody hears it.
      proxy.swallow();
      doomed.child.kill('SIGKILL');
    });
    expect(await sendUpdate(doomed.url, token, input)).toHaveProperty('lost');
    await nodes.end(0, 'SIGKILL');
    proxy.heed();
    const told = (await sendUpdate(nodes.node(1).url, token, input)) as UpdateAnswer;
    await nodes.again(0);
    const again = await Promise.all([0, 1].map((n) => sendUpdate(nodes.node(n).url, token, input)));
    keys.push(key);
    version += 1;
    expect(told.data?.councilUpdate).toMatchObject({ council: { version, phone }, errors: [] });
    expect(again.map((answer) => (answer as UpdateAnswer).data)).toEqual([told.data, told.data]);
    const [log] = await readStreams(test.database, [stream]);
    expect(log?.events.map(({ mutationId }) => mutationId)).toEqual(keys);
  }
  context.tell(`${figures.rounds} answers were lost, each write happened once`);
}));
