import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import { EventLine } from '../support/event-line.js';
import { readCard, writePhone } from '../streams/support/council-card.js';
import { councilStream, StreamReader } from '../streams/support/stream-reader.js';
import { Line } from './support/transports.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running?.close());

const scrape = (url: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/metrics`, { headers });

/** The value of a series by its name with labels, as it stands in the text; 0 when it is not there yet. */
async function figure(series: string): Promise<number> {
  const text = await (await scrape(running.url)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return Number(line?.slice(series.length + 1) ?? 0);
}

/** What is open now. */
const open = async (): Promise<number[]> => [
  await figure('kengash_sockets'),
  await figure('kengash_event_streams'),
  await figure('kengash_subscriptions'),
  await figure('kengash_stream_channels'),
];

describe('the figures for Prometheus', () => {
  it('are text of its format, and tell of the process too', async () => {
    const response = await scrape(running.url);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    const text = await response.text();
    expect(text).toContain('# TYPE kengash_stream_delivery_lag_seconds histogram');
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \S+$/m);
    // No series twice: two applications in one process share what is true of the process, and nothing else.
    const names = text.split('\n').filter((line) => line.startsWith('# TYPE'));
    expect(new Set(names).size).toBe(names.length);
  });

  it('count sockets, event streams, subscriptions and channels that are open, and none when all have left', async () => {
    const { id } = await readCard(new TestClient(running.url), 'UZ-BU');
    const readers = [1, 2].map(() => new StreamReader(new TestClient(running.url), { query: councilStream, variables: { id } }));
    await Promise.all(readers.map((reader) => reader.until(({ frames }) => frames.length === 2)));
    const line = await EventLine.open({ url: running.url, query: councilStream, variables: { id, onGap: 'SNAPSHOT' } });
    await line.until(({ events }) => events.length === 2);
    expect(await open()).toEqual([2, 1, 3, 1]);
    await Promise.all(readers.map((reader) => reader.leave()));
    line.cut();
    await expect.poll(open, { timeout: 10_000 }).toEqual([0, 0, 0, 0]);
  });

  it('tell how long deliveries took, what was replayed, and why streams began anew', async () => {
    const writer = await signIn(running.url, 'agency');
    const card = await readCard(writer, 'UZ-NG');
    const counted = async () => ({
      deliveries: await figure('kengash_stream_deliveries_total'),
      replays: await figure('kengash_stream_replayed_events_count'),
      resets: await figure('kengash_stream_resets_total{reason="INVALID"}'),
      snapshots: await figure('kengash_stream_snapshots_total'),
    });
    const before = await counted();
    const variables = { id: card.id };
    const lags = await figure('kengash_stream_delivery_lag_seconds_count');
    const reader = new StreamReader(new TestClient(running.url), { query: councilStream, variables, after: card.position });
    const lost = new StreamReader(new TestClient(running.url), { query: councilStream, variables, after: 'garbled' });
    await Promise.all([reader.until(({ frames }) => frames.length === 1), lost.until(({ frames }) => frames.length === 3)]);
    await writePhone(writer, card, '+998 79 000 00 01');
    await Promise.all([reader, lost].map((one) => one.until(({ events }) => events.length === 1)));
    await expect.poll(counted, { timeout: 10_000 }).toEqual({
      deliveries: before.deliveries + 2,
      replays: before.replays + 1,
      resets: before.resets + 1,
      snapshots: before.snapshots + 1,
    });
    expect(await figure('kengash_stream_delivery_lag_seconds_count')).toBeGreaterThan(lags);
    await Promise.all([reader.leave(), lost.leave()]);
  });

  it('count operations by kind and outcome, refused ones among them', async () => {
    const client = new TestClient(running.url);
    const outcomes = [
      'kengash_operations_total{kind="query",outcome="OK"}',
      'kengash_operations_total{kind="query",outcome="BAD_USER_INPUT"}',
      'kengash_operations_total{kind="unread",outcome="GRAPHQL_PARSE_FAILED"}',
    ];
    const counted = () => Promise.all(outcomes.map(figure));
    const before = await counted();
    await client.send('{ councils { totalCount } }');
    await client.send('query ($id: ID!) { node(id: $id) { id } }', { id: { no: 'id' } });
    await client.send('{');
    expect(await counted()).toEqual(before.map((count) => count + 1));
  });

  it('count close codes, and put codes that clients make up under one name', async () => {
    const before = [await figure('kengash_socket_closes_total{code="4400"}'), await figure('kengash_socket_closes_total{code="other"}')];
    const bad = await Line.open(running.url);
    bad.socket.send('nonsense');
    const strange = await Line.open(running.url);
    strange.socket.close(4999, 'just so');
    await Promise.all([bad.closed, strange.closed]);
    await expect
      .poll(
        async () => [
          await figure('kengash_socket_closes_total{code="4400"}'),
          await figure('kengash_socket_closes_total{code="other"}'),
        ],
        { timeout: 10_000 },
      )
      .toEqual(before.map((count) => count + 1));
  });

  it('name no person, no council and no stream', async () => {
    const text = await (await scrape(running.url)).text();
    expect(text).not.toMatch(/council:|user:|[0-9a-f]{8}-[0-9a-f]{4}-/);
  });
});

describe('who reads the figures', () => {
  it('is nobody who comes through a proxy of this machine', async () => {
    const response = await scrape(running.url, { 'x-forwarded-for': '203.0.113.7' });
    expect([response.status, await response.json()]).toMatchObject([404, { errors: [{ extensions: { code: 'NOT_FOUND' } }] }]);
  });

  it('is nobody at all in the server profile without a token, as if there were nothing', async () => {
    const closed = await startTestApp({ environment: { DATABASE_URL: 'postgres://kengash@localhost/kengash' } });
    const withoutId = async (path: string) => {
      const { errors } = (await (await fetch(`${closed.url}${path}`)).json()) as { errors: unknown };
      return errors;
    };
    expect(await withoutId('/metrics')).toEqual(await withoutId('/nothing'));
    await closed.close();
  });

  it('is whoever has the token, where there is one', async () => {
    const token = 'a-token-for-prometheus';
    const guarded = await startTestApp({ environment: { KENGASH_METRICS_TOKEN: token } });
    const statuses = await Promise.all(
      [{}, { authorization: `Bearer ${token}x` }, { authorization: `Basic ${token}` }, { authorization: `Bearer ${token}` }].map(
        async (headers) => (await scrape(guarded.url, headers as Record<string, string>)).status,
      ),
    );
    expect(statuses).toEqual([401, 401, 401, 200]);
    await guarded.close();
  });
});
