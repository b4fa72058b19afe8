import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCard } from '../streams/support/council-card.js';
import { readLog } from '../streams/support/event-log.js';
import { KillableServer } from '../streams/support/killable-server.js';
import { signIn } from '../support/client.js';
import { withSeed } from '../support/random.js';
import { anyPhone, councilStream, councilUpdate, cuttableClient, heldAfter, until } from './support/followed-council.js';

/** How often the server is killed, and how many mutations are queued meanwhile. */
const kills = 2;
const mutations = 60;

let server: KillableServer;

// It compiles and starts a server, which takes its time on a machine that does other work beside it.
beforeAll(async () => {
  server = await KillableServer.start();
}, 180_000);

afterAll(() => server?.close());

it('kill -9 of the server loses and doubles neither a queued mutation nor an event', { timeout: 300_000 }, () =>
  withSeed(async (random) => {
    const account = await signIn(server.url, 'secretary-uz-sa');
    const card = await readCard(account, 'UZ-SA');
    const { client } = cuttableClient(account);
    const stream = client.stream(councilStream, { id: card.id }, { apply: heldAfter });
    await until(stream, () => true);
    const queued = await Promise.all(
      [...Array(mutations).keys()].map((n) =>
        client.queue.enqueue(councilUpdate, { id: card.id, version: card.version + n, phone: anyPhone() }),
      ),
    );
    for (let kill = 0; kill < kills; kill += 1) {
      const reached = stream.state?.events.length ?? 0;
      await until(stream, ({ events }) => events.length > reached);
      await sleep(random.below(100));
      await server.end('SIGKILL');
      await server.again();
    }
    const outcomes = await Promise.all(queued.map(({ outcome }) => outcome));
    const { events } = await until(stream, (held) => held.events.length === mutations);
    await client.close();

    const keys = queued.map(({ key }) => key);
    expect(outcomes.map(({ kind }) => kind)).toEqual(keys.map(() => 'DONE'));
    expect(events.map(({ mutationId }) => mutationId)).toEqual(keys);
    expect((await readLog(server.test.database, card.id)).map(({ mutationId }) => mutationId)).toEqual(keys);
  }));
