import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleServer, type SampleServer } from './support/sample-server.js';
import { seen } from './support/sample-schema.js';
import { Line } from './support/transports.js';

let server: SampleServer;

beforeAll(async () => {
  server = await sampleServer({
    socketLimits: { init: 300, operations: 2, message: 4_096, messages: { perSecond: 1, burst: 30 } },
  });
});

afterAll(() => server.stop());

const text = (message: object): string => JSON.stringify(message);
const ofId = (id: string, type?: string) => (message: Record<string, unknown>) =>
  message.id === id && (type === undefined || message.type === type);
const messagesOf = (line: Line, id: string): unknown[] => line.messages.filter(ofId(id)).map(({ type }) => type);
const subscribe = (id: unknown, payload: unknown): string => text({ id, type: 'subscribe', payload });
const silence = { query: 'subscription { silence }' };

/** Answers a ping: everything that was said before it has been taken by then. */
async function settled(line: Line): Promise<void> {
  const mark = { mark: Math.random() };
  line.send({ type: 'ping', payload: mark });
  await line.next(({ type, payload }) => type === 'pong' && text(payload as object) === text(mark));
}

describe('opening a connection', () => {
  test.each([[[]], [['graphql-ws']], [['something-else']]])('with the subprotocols %j is closed with 4406', async (protocols) => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, protocols);
    // ws itself refuses an answer without the protocol that it asked for; the server has said 4406 by then.
    const code = await new Promise((resolve) => {
      socket.on('error', () => resolve('no common protocol'));
      socket.on('close', resolve);
    });
    expect(protocols.length === 0 ? [4406] : ['no common protocol', 4406]).toContain(code);
  });

  test('with several subprotocols takes the one that it speaks', async () => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, ['graphql-ws', 'graphql-transport-ws']);
    await new Promise((resolve) => {
      socket.once('open', resolve);
    });
    expect(socket.protocol).toBe('graphql-transport-ws');
    socket.terminate();
  });

  test('is acknowledged once it has introduced itself, and not before', async () => {
    const line = await Line.open(server.url, null);
    line.send({ type: 'ping' });
    await line.next(({ type }) => type === 'pong');
    expect(line.messages).toEqual([{ type: 'pong' }]);
    line.send({ type: 'connection_init' });
    await line.next(({ type }) => type === 'connection_ack');
    line.close();
  });

  test('without connection_init in time is closed with 4408', async () => {
    const line = await Line.open(server.url, null);
    expect(await line.closed).toEqual({ code: 4408, reason: 'Connection initialisation timeout' });
  });

  test('and asking before the acknowledgement is closed with 4401', async () => {
    const line = await Line.open(server.url, null);
    line.subscribe('1', '{ hello }');
    expect(await line.closed).toEqual({ code: 4401, reason: 'Unauthorized' });
  });

  test('with a token that is not good is closed with 4403, which clients try again', async () => {
    const line = await Line.open(server.url, { authorization: 'Bearer bad' });
    expect(await line.closed).toEqual({ code: 4403, reason: 'Forbidden' });
    expect(line.messages).toEqual([]);
  });

  test('and introducing itself a second time is closed with 4429', async () => {
    const line = await Line.open(server.url);
    line.send({ type: 'connection_init' });
    expect(await line.closed).toEqual({ code: 4429, reason: 'Too many initialisation requests' });
  });

  test('and introducing itself twice before the first answer is closed with 4429', async () => {
    const line = await Line.open(server.url, null);
    line.send({ type: 'connection_init' });
    line.send({ type: 'connection_init' });
    expect((await line.closed).code).toBe(4429);
  });
});

describe('a message that is none of the protocol closes with 4400', () => {
  test.each([
    ['text that is no JSON', 'hello'],
    ['nothing', ''],
    ['JSON that is no object', '7'],
    ['null', 'null'],
    ['a list', '[{"type":"ping"}]'],
    ['an object without a type', '{}'],
    ['an unknown type', '{"type":"start","id":"1"}'],
    ['a type that is no text', '{"type":7}'],
    ['an acknowledgement, which only servers give', '{"type":"connection_ack"}'],
    ['a result, which only servers give', text({ type: 'next', id: '1', payload: { data: {} } })],
    ['an error, which only servers give', text({ type: 'error', id: '1', payload: [{ message: 'x' }] })],
    ['a subscribe without an id', text({ type: 'subscribe', payload: silence })],
    ['a subscribe with an empty id', subscribe('', silence)],
    ['a subscribe with an id that is no text', subscribe(7, silence)],
    ['a subscribe without a payload', text({ type: 'subscribe', id: '1' })],
    ['a subscribe without a query', subscribe('1', {})],
    ['a subscribe whose variables are no object', subscribe('1', { ...silence, variables: 'x' })],
    ['a complete without an id', '{"type":"complete"}'],
    ['a ping whose payload is no object', '{"type":"ping","payload":7}'],
  ])('%s', async (_, message) => {
    const line = await Line.open(server.url);
    line.socket.send(message);
    const { code, reason } = await line.closed;
    expect([code, Buffer.byteLength(reason) <= 123]).toEqual([4400, true]);
  });
});

describe('a message that is none of WebSocket', () => {
  test('text that is not UTF-8 closes with 1007', async () => {
    const line = await Line.open(server.url);
    line.socket.send(Buffer.from([0x7b, 0xc3, 0x28, 0x7d]), { binary: false });
    expect((await line.closed).code).toBe(1007);
  });

  test('one that is larger than allowed closes with 1009, however it is cut', async () => {
    const whole = await Line.open(server.url);
    whole.socket.send(subscribe('1', { query: `{ hello(name: "${'x'.repeat(5_000)}") }` }));
    expect((await whole.closed).code).toBe(1009);
    const cut = await Line.open(server.url);
    for (let part = 0; part < 6; part += 1) {
      cut.socket.send('x'.repeat(1_000), { fin: false });
    }
    expect((await cut.closed).code).toBe(1009);
  });

  test('a binary frame is read as the text that it holds', async () => {
    const line = await Line.open(server.url);
    line.socket.send(Buffer.from(subscribe('1', { query: '{ hello }' })), { binary: true });
    expect(await line.next(ofId('1', 'next'))).toMatchObject({ payload: { data: { hello: 'hello world' } } });
    line.socket.send(Buffer.from([0xff, 0xfe, 0x00]), { binary: true });
    expect((await line.closed).code).toBe(4400);
  });

  test('too many in too short a time close with 1013, which clients try again', async () => {
    const line = await Line.open(server.url);
    for (let n = 0; n < 40; n += 1) {
      line.send({ type: 'pong' });
    }
    expect(await line.closed).toEqual({ code: 1013, reason: 'Too many messages' });
  });
});

describe('signs of life', () => {
  test('of the client are answered with what they carried', async () => {
    const line = await Line.open(server.url);
    line.send({ type: 'ping', payload: { at: 'noon', list: [1, 'two'] } });
    expect(await line.next(({ type }) => type === 'pong')).toEqual({ type: 'pong', payload: { at: 'noon', list: [1, 'two'] } });
    line.close();
  });

  test('that nobody asked for are taken, with and without something in them', async () => {
    const line = await Line.open(server.url);
    line.send({ type: 'pong' });
    line.send({ type: 'pong', payload: { unasked: true } });
    await settled(line);
    expect(line.socket.readyState).toBe(WebSocket.OPEN);
    line.close();
  });

  test('of WebSocket itself are answered with what they carried, and asked for by the server', async () => {
    const lively = await sampleServer({ socketLimits: { keepAlive: 120 } });
    const line = await Line.open(lively.url);
    const asked = new Promise((resolve) => {
      line.socket.once('ping', resolve);
    });
    const answered = new Promise((resolve) => {
      line.socket.once('pong', (data: Buffer) => resolve(String(data)));
    });
    line.socket.ping('are you there');
    expect(await answered).toBe('are you there');
    await asked;
    expect(line.socket.readyState).toBe(WebSocket.OPEN);
    await lively.stop();
  });
});

describe('an operation', () => {
  test('that does not fit the schema ends with an error, and its neighbours go on', async () => {
    const line = await Line.open(server.url);
    line.subscribe('stream', silence.query);
    line.subscribe('bad', '{ nothing }');
    expect(await line.next(ofId('bad'))).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
    line.subscribe('good', '{ hello }');
    await line.next(ofId('good', 'complete'));
    expect([messagesOf(line, 'stream'), messagesOf(line, 'bad')]).toEqual([[], ['error']]);
    line.close();
  });

  test('under an id that is in use closes the connection with 4409, which names the id', async () => {
    const line = await Line.open(server.url);
    line.subscribe('twin', silence.query);
    line.subscribe('twin', '{ hello }');
    expect(await line.closed).toEqual({ code: 4409, reason: 'Subscriber for twin already exists' });
  });

  test('whose id is not fit for the reason of a close is still refused as a twin', async () => {
    const line = await Line.open(server.url);
    const id = 'ў'.repeat(200);
    line.subscribe(id, silence.query);
    line.subscribe(id, '{ hello }');
    expect((await line.closed).code).toBe(4409);
  });

  test('may take an id again that an operation has ended under', async () => {
    const line = await Line.open(server.url);
    for (let turn = 1; turn <= 3; turn += 1) {
      line.subscribe('same', '{ hello }');
      await expect.poll(() => messagesOf(line, 'same').length, { timeout: 10_000 }).toBe(2 * turn);
    }
    line.subscribe('same', '{ nothing }');
    await line.next(ofId('same', 'error'));
    line.subscribe('same', 'subscription { ticks(count: 1) }');
    await expect.poll(() => messagesOf(line, 'same').length, { timeout: 10_000 }).toBe(9);
    expect(messagesOf(line, 'same').slice(6)).toEqual(['error', 'next', 'complete']);
    line.close();
  });

  test('that is completed before its result gives none, and its place is free at once', async () => {
    const line = await Line.open(server.url);
    const before = { ...seen };
    line.subscribe('slow', '{ slow(milliseconds: 20000) }');
    await expect.poll(() => seen.slow, { timeout: 10_000 }).toBe(before.slow + 1);
    line.send({ id: 'slow', type: 'complete' });
    await expect.poll(() => seen.aborted, { timeout: 10_000 }).toBe(before.aborted + 1);
    line.subscribe('a', silence.query);
    line.subscribe('b', '{ hello }');
    await line.next(ofId('b', 'complete'));
    expect(messagesOf(line, 'slow')).toEqual([]);
    line.close();
  });

  test('that is completed by both sides at once is completed', async () => {
    const line = await Line.open(server.url);
    line.subscribe('1', 'subscription { ticks(count: 3) }');
    await line.next(ofId('1', 'complete'));
    line.send({ id: '1', type: 'complete' });
    line.send({ id: 'never-begun', type: 'complete' });
    await settled(line);
    expect(line.socket.readyState).toBe(WebSocket.OPEN);
    line.close();
  });

  test('above those that may be open is refused by itself, and the others live', async () => {
    const line = await Line.open(server.url);
    line.subscribe('1', silence.query);
    line.subscribe('2', silence.query);
    line.subscribe('3', '{ hello }');
    expect(await line.next(ofId('3'))).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'RATE_LIMITED' } }] });
    line.send({ id: '1', type: 'complete' });
    line.subscribe('3', '{ hello }');
    await line.next(ofId('3', 'complete'));
    expect([messagesOf(line, '1'), messagesOf(line, '2')]).toEqual([[], []]);
    line.close();
  });
});

describe('the end of a connection', () => {
  test('without a word ends all that it has asked for', async () => {
    const line = await Line.open(server.url);
    const before = { ...seen };
    line.subscribe('1', silence.query);
    line.subscribe('2', '{ slow(milliseconds: 20000) }');
    await expect.poll(() => seen.silent + seen.slow, { timeout: 10_000 }).toBe(before.silent + before.slow + 2);
    line.socket.terminate();
    await expect.poll(() => seen.aborted, { timeout: 10_000 }).toBe(before.aborted + 2);
    await expect.poll(() => server.connections(), { timeout: 10_000 }).toBe(0);
  });

  test('leaves what is said behind it unheard', async () => {
    const before = seen.executed;
    const line = await Line.open(server.url);
    line.socket.send('nonsense');
    line.subscribe('late', '{ hello }');
    line.send({ type: 'ping' });
    expect((await line.closed).code).toBe(4400);
    expect([line.messages.filter(({ type }) => type !== 'connection_ack'), seen.executed]).toEqual([[], before]);
  });

  test('by a stop of the server has the code 1012, which clients try again', async () => {
    const stopping = await sampleServer();
    const line = await Line.open(stopping.url);
    line.subscribe('1', silence.query);
    await settled(line);
    await stopping.stop();
    expect(await line.closed).toEqual({ code: 1012, reason: 'Service restart' });
    expect(messagesOf(line, '1')).toEqual([]);
  });
});
