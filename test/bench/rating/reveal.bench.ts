import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedPeople } from '../../../src/cli/demonstration/people.js';
import { officials, signInCast } from '../../rating-sessions/support/cast.js';
import { openJointCycle } from '../../rating-sessions/support/joint-cycle.js';
import { PlayedCycle } from '../../rating-sessions/support/play-cycle.js';
import { judged } from '../../rating-sessions/support/play-marks.js';
import { act, commitmentOf, draftOf } from '../../rating-sessions/support/player.js';
import { buildServer, ServerProcess } from '../../streams/support/server-process.js';
import type { TestClient } from '../../support/client.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const watchers = 300;
const reveals = 24;
const raters = Array.from({ length: 9 }, (_, at) => `rater${at + 1}`);

let test: TestDatabase;
let server: ServerProcess;

beforeAll(async () => {
  test = await createTestDatabase();
  await Promise.all([seedPeople(test.database), buildServer()]);
}, 120_000);

afterAll(async () => {
  await server?.end('SIGKILL');
  await test?.close();
});

/** Somebody who watches the session, and hears what is done with its items. */
function watch(client: TestClient, sessionId: string, hear: (action: string) => void): Promise<() => void> {
  const socket = createClient({
    url: `${client.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${client.token ?? ''}` },
    retryAttempts: 0,
  });
  return new Promise((resolve, reject) => {
    socket.subscribe<{ ratingSessionStream: { kind: string; events?: { body: { itemChange?: string } | null }[] } }>(
      {
        query: `subscription ($id: ID!) { ratingSessionStream(ratingSessionId: $id) { kind: __typename
          ... on Events { events { body { ... on RatingSessionItemChanged { itemChange } } } } } }`,
        variables: { id: sessionId },
      },
      {
        next: ({ data }) => {
          const frame = data?.ratingSessionStream;
          if (frame?.kind === 'RatingSessionSnapshot') {
            resolve(() => void socket.dispose());
          }
          for (const { body } of frame?.events ?? []) {
            hear(body?.itemChange ?? '');
          }
        },
        error: reject,
        complete: () => undefined,
      },
    );
  });
}

const quantile = (list: readonly number[], share: number): string =>
  (list.toSorted((left, right) => left - right)[Math.min(list.length - 1, Math.ceil(list.length * share) - 1)] ?? 0).toFixed(0);

it('the reveal of a round before 300 watchers', { timeout: 600_000 }, async () => {
  const councils = ['UZ-AN'];
  const cycle = await openJointCycle(test, councils, raters);
  server = await ServerProcess.start(test, {
    environment: { KENGASH_CONNECTIONS_PER_ADDRESS: '100000', KENGASH_RATE_PER_SECOND: '1000000', KENGASH_RATE_BURST: '100000000' },
  });
  const names = [...raters, ...officials, 'auditor'];
  const client = await signInCast([server.url], names);
  const played = new PlayedCycle({ cycle, councils, raters, rounds: 3, disputed: judged.length, client });
  await played.markAlone();
  await played.advance('manager', 'DELIBERATION');
  await played.openSession();
  const sessionId = played.sessionId;
  // All watch as people do: half of them marked it themselves, the others run and audit.
  const heard: number[] = [];
  const ends = await Promise.all(
    Array.from({ length: watchers }, (_, at) =>
      watch(client(names[at % names.length] ?? ''), sessionId, (action) => {
        if (action === 'reveal') {
          heard.push(performance.now());
        }
      }),
    ),
  );
  const [last, middle, answers]: [number[], number[], number[]] = [[], [], []];
  const agenda = (await played.agenda()).filter(({ state }) => state === 'DISCUSSION');
  const lead = client('facilitator');
  for (const { id, indicatorCode, council } of agenda) {
    await act(lead, 'ratingSessionItemActivate', { id, term: 1 });
    for (let round = 1; round <= 3 && last.length < reveals; round += 1) {
      await act(lead, 'ratingSessionItemOpenRound', { id, term: 1, durationMs: 600_000 });
      for (const [at, name] of raters.entries()) {
        const mark = played.mark(at, council.code, indicatorCode, round);
        await act(client(name), 'scoreSave', draftOf(mark));
        await act(client(name), 'scoreSubmit', { evaluationId: mark.evaluationId, commitments: [commitmentOf(mark)] });
      }
      await act(lead, 'ratingSessionItemCloseRound', { id, term: 1 });
      heard.length = 0;
      const from = performance.now();
      await act(lead, 'ratingSessionItemReveal', { id, term: 1 });
      answers.push(performance.now() - from);
      while (heard.length < watchers) {
        expect(performance.now() - from).toBeLessThan(30_000);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      const times = heard.map((time) => time - from).toSorted((left, right) => left - right);
      last.push(times.at(-1) ?? 0);
      middle.push(times[Math.floor(times.length / 2)] ?? 0);
      if (round < 3) {
        await act(lead, 'ratingSessionItemDiscuss', { id, term: 1 });
      }
    }
  }
  for (const end of ends) {
    end();
  }
  console.log(
    [
      '',
      `${last.length} reveals of ${raters.length} marks before ${watchers} watchers, from the facilitator's request, server and watchers on the same machine:`,
      `answered to the facilitator   p50 ${quantile(answers, 0.5)} ms   p99 ${quantile(answers, 0.99)} ms`,
      `heard by the middle watcher   p50 ${quantile(middle, 0.5)} ms   p99 ${quantile(middle, 0.99)} ms`,
      `heard by the last watcher     p50 ${quantile(last, 0.5)} ms   p99 ${quantile(last, 0.99)} ms`,
    ].join('\n'),
  );
});
