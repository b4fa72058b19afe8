import { setTimeout as sleep } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { TestClient } from '../support/client.js';
import { drill, patience } from './support/drill.js';
import { inForm } from './support/form.js';
import { startGround } from './support/ground.js';
import { Load } from './support/load.js';
import { beginSession, databaseTime } from './support/sessions.js';

const figures = inForm({ short: { missed: 40, lasting: 5, perSecond: 20 }, long: { missed: 2_000, lasting: 30, perSecond: 100 } });

/** Milliseconds after the end of a session in which a server may still tell something. */
const grace = 25_000;

const query = `subscription ($id: ID!, $after: Cursor) { stream: councilStream(councilId: $id, after: $after) { __typename
  ... on AuthExpiring { at } ... on Events { events { seq at } } } }`;
const ownQuery = `subscription { stream: userStream { __typename ... on AuthExpiring { at } } }`;

interface Told {
  readonly stream: { readonly __typename: string; readonly at?: string; readonly events?: readonly { readonly seq: number }[] };
}

it('F16 a session ends while its owner listens and catches up: it is announced, extended on the same socket, or nothing more is told', { timeout: patience }, drill(async (context) => {
  const { database, nodes } = await startGround(context, { count: 2 });
  const load = await Load.prepare({ urls: nodes.urls, councils: 1, perSecond: figures.perSecond });
  context.finally(() => load.abandon());
  const [writer = expect.fail()] = load.writers;
  for (let n = 0; n < figures.missed; n += 1) {
    await writer.write();
  }
  load.start();
  const accountId = demonstrationAccountId('agency');
  const due = (await databaseTime(database)) + figures.lasting * 1_000;

  /** Listens to what was missed and what comes; with or without asking for more time. */
  const listen = async (isExtended: boolean) => {
    const token = await beginSession(database, accountId, figures.lasting);
    const sockets: WebSocket[] = [];
    const client = new TestClient(nodes.node(1).url, token).socket({ onSocket: (socket) => void sockets.push(socket) });
    context.finally(async () => client.dispose());
    const seen = { announced: null as string | null, last: 0, events: 0, ended: null as number | null };
    const follow = (text: string, variables: Record<string, unknown>): void =>
      void client.subscribe<Told>(
        { query: text, variables },
        {
          next: ({ data, errors }) => {
            if (errors) {
              seen.ended ??= Date.now();
            }
            if (data?.stream.__typename === 'AuthExpiring' && seen.announced === null) {
              seen.announced = String(data.stream.at);
              if (isExtended) {
                client.subscribe(
                  { query: 'mutation { sessionExtend(input: {}) { session { expiresAt } errors { code } } }' },
                  { next: () => undefined, error: () => undefined, complete: () => undefined },
                );
              }
            }
            if (data?.stream.events) {
              seen.last = Date.now();
              seen.events += data.stream.events.length;
            }
          },
          error: () => (seen.ended ??= Date.now()),
          complete: () => (seen.ended ??= Date.now()),
        },
      );
    follow(query, { id: writer.card.id, after: writer.card.position });
    follow(ownQuery, {});
    return { seen, sockets };
  };

  const [left, kept] = await Promise.all([listen(false), listen(true)]);
  await sleep(figures.lasting * 1_000 + grace + 2_000);
  const now = Date.now();
  await load.stop();
  const offset = Date.now() - (await databaseTime(database));
  context.tell(`not extended: announced ${left.seen.announced}, last event ${left.seen.last - offset - due} ms after the end`);
  context.tell(`extended: announced ${kept.seen.announced}, last event ${now - kept.seen.last} ms ago, ${kept.sockets.length} socket`);
  expect(left.seen.announced).not.toBeNull();
  expect(left.seen.events).toBeGreaterThanOrEqual(figures.missed);
  expect(left.seen.ended).not.toBeNull();
  expect(left.seen.last - offset).toBeLessThanOrEqual(due + grace);
  expect(kept.seen).toMatchObject({ ended: null });
  expect(kept.sockets.map(({ readyState }) => readyState)).toEqual([1]);
  expect(now - kept.seen.last).toBeLessThan(10_000);
}));
