import { setTimeout as sleep } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { encodeCursor } from '../../src/realtime/cursor.js';
import { currentPosition } from '../../src/realtime/postgres/append.js';
import { signIn, TestClient } from '../support/client.js';
import { openScoring } from '../support/scoring.js';
import { drill, patience } from './support/drill.js';
import { evaluationFeed } from './support/feed.js';
import { inForm } from './support/form.js';
import { seededDatabase, startGround } from './support/ground.js';
import { beginSession, databaseTime } from './support/sessions.js';

const figures = inForm({ short: { missed: 20, lasting: 5 }, long: { missed: 2_000, lasting: 20 } });

/** Milliseconds after the end of a session in which a server may still tell something. */
const grace = 25_000;

interface Told {
  readonly stream: { readonly __typename: string; readonly at?: string; readonly events?: readonly object[] };
}

/** What a listener has seen. Instants are of this process, in milliseconds since 1970. */
interface Seen {
  announced: string | null;
  events: number;
  last: number;
  ended: number | null;
  readonly sockets: WebSocket[];
}

/** Listens from a cursor on; asks for more time on the same socket as soon as the end is announced, if at all. */
function listen(client: TestClient, evaluationId: string, after: string, isExtended: boolean): Seen & { leave(): unknown } {
  const seen: Seen = { announced: null, events: 0, last: 0, ended: null, sockets: [] };
  const connection = client.socket({ onSocket: (socket) => void seen.sockets.push(socket) });
  const extend = (): unknown =>
    connection.subscribe(
      { query: 'mutation { sessionExtend(input: {}) { errors { code } } }' },
      { next: () => undefined, error: () => undefined, complete: () => undefined },
    );
  const query = `subscription ($id: ID!, $after: Cursor) { stream: evaluationStream(evaluationId: $id, after: $after) {
    __typename ... on AuthExpiring { at } ... on Events { events { seq } } } }`;
  connection.subscribe<Told>(
    { query, variables: { id: evaluationId, after } },
    {
      next: ({ data, errors }) => {
        if (errors) {
          seen.ended ??= Date.now();
        }
        if (data?.stream.__typename === 'AuthExpiring' && seen.announced === null) {
          seen.announced = String(data.stream.at);
          void (isExtended && extend());
        }
        if (data?.stream.events) {
          seen.events += data.stream.events.length;
          seen.last = Date.now();
        }
      },
      error: () => (seen.ended ??= Date.now()),
      complete: () => (seen.ended ??= Date.now()),
    },
  );
  return Object.assign(seen, { leave: () => connection.dispose() });
}

it('F16 a session ends while its owner listens and catches up: it is announced, extended on the same socket, or nothing more is told', { timeout: patience }, drill(async (context) => {
  const test = await seededDatabase(context);
  const { database } = test;
  const { nodes } = await startGround(context, { count: 2, on: test });
  const cycle = await openScoring(test);
  const { stream } = evaluationFeed(cycle.evaluationId);
  const [position = expect.fail()] = (await currentPosition(database, [stream])).values();
  const after = encodeCursor(position);
  const writer = await signIn(nodes.node(0).url, 'manager');
  let numerator = 0;
  const happens = async (): Promise<void> => {
    numerator += 1;
    const input = { itemId: cycle.items.get('1.1'), numerator: String(numerator), denominator: '100000', source: 'Hisobot' };
    const { data } = await writer.send<{ measurementRecord: { errors: readonly object[] } }>(
      'mutation ($input: MeasurementRecordInput!) { measurementRecord(input: $input) { errors { code } } }',
      { input },
    );
    expect(data?.measurementRecord.errors).toEqual([]);
  };
  while (numerator < figures.missed) {
    await happens();
  }

  const due = (await databaseTime(database)) + figures.lasting * 1_000;
  const offset = Date.now() - (await databaseTime(database));
  const begin = async (isExtended: boolean) => {
    const token = await beginSession(database, demonstrationAccountId('manager'), figures.lasting);
    const seen = listen(new TestClient(nodes.node(1).url, token), cycle.evaluationId, after, isExtended);
    context.finally(async () => seen.leave());
    return seen;
  };
  const [left, kept] = await Promise.all([begin(false), begin(true)]);
  const until = Date.now() + figures.lasting * 1_000 + grace + 2_000;
  while (Date.now() < until) {
    await happens();
    await sleep(50);
  }
  const now = Date.now();
  context.tell(`not extended: announced for ${left.announced}, ${left.events} events, the last ${left.last - offset - due} ms after the end`);
  context.tell(`extended: announced for ${kept.announced}, ${kept.events} events, the last ${now - kept.last} ms ago, on ${kept.sockets.length} socket`);
  expect(left.announced).not.toBeNull();
  expect(left.events).toBeGreaterThanOrEqual(figures.missed);
  expect(left.ended).not.toBeNull();
  expect(left.last - offset).toBeLessThanOrEqual(due + grace);
  expect(kept.announced).not.toBeNull();
  expect(kept.ended).toBeNull();
  expect(kept.sockets.map(({ readyState }) => readyState)).toEqual([1]);
  expect(now - kept.last).toBeLessThan(10_000);
}));
