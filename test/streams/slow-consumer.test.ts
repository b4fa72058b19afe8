import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { closeCodes, type SocketLimits } from '../../src/http/websocket/socket-limits.js';
import { Line } from '../http/support/transports.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn } from '../support/client.js';
import { type Card, readCard, writePhone } from './support/council-card.js';
import { councilStream, type ToldFrame } from './support/stream-reader.js';

let running: TestApp;

afterEach(() => running.close());

/** A connection whose client hears everything, and once it holds a state answers a ping only when it says so. */
class SlowReader {
  readonly #talk: NodeJS.Timeout | undefined;
  #ping: Buffer | null = null;
  #isSlow = false;

  private constructor(
    readonly line: Line,
    talks: boolean,
  ) {
    line.socket.on('ping', (data: Buffer) => {
      this.#ping = data;
      if (!this.#isSlow) {
        this.answer();
      }
    });
    this.#talk = talks ? setInterval(() => line.send({ type: 'ping' }), 10).unref() : undefined;
    void line.closed.then(() => clearInterval(this.#talk));
  }

  /** Connects and follows a council, to its first state. */
  static async follow(id: string, talks: boolean): Promise<SlowReader> {
    const reader = new SlowReader(await Line.open(running.url, {}, {}, { autoPong: false }), talks);
    reader.line.subscribe('1', councilStream, { id, after: null, onGap: 'SNAPSHOT' });
    await reader.line.next(() => reader.frames.some(({ __typename }) => __typename === 'CouncilSnapshot'));
    reader.#isSlow = true;
    return reader;
  }

  get frames(): readonly ToldFrame[] {
    return this.line.messages
      .filter(({ type }) => type === 'next')
      .map(({ payload }) => (payload as { readonly data: { readonly stream: ToldFrame } }).data.stream);
  }

  get sequences(): readonly number[] {
    return this.frames.flatMap(({ events = [] }) => events.map(({ seq }) => seq));
  }

  /** Answers the last ping, as one who has read everything before it. */
  answer(): void {
    this.line.socket.pong(this.#ping ?? '');
  }

  /** Answers as one who reads on, to so many events: on a loaded machine a further ping may come before the last of them. */
  async readUntil(events: number): Promise<void> {
    while (this.sequences.length < events) {
      this.answer();
      await sleep(5);
    }
  }
}

/** Starts a server with these limits; gives a council, and what changes it once more. */
async function start(socketLimits: Partial<SocketLimits>): Promise<{ readonly card: Card; readonly write: () => Promise<void> }> {
  running = await startTestApp({ socketLimits: { messages: { perSecond: 1_000, burst: 1_000 }, ...socketLimits } });
  const writer = await signIn(running.url, 'secretary-uz-an');
  const card = await readCard(writer, 'UZ-AN');
  let { version } = card;
  const write = async (): Promise<void> => {
    ({ version } = await writePhone(writer, { id: card.id, version }, `+998 ${100_000_000 + version}`));
  };
  return { card, write };
}

const readMetric = async (name: string): Promise<number> => {
  const text = await (await fetch(`${running.url}/metrics`)).text();
  return Number(new RegExp(`^kengash_${name} (\\d+)$`, 'm').exec(text)?.[1]);
};

describe('one who has not read what waits in the network, which no buffer of the server shows', () => {
  it('is told no more until it has, and then exactly what it missed', async () => {
    const { card, write } = await start({ keepAlive: 120 });
    const reader = await SlowReader.follow(card.id, true);
    let writes = 0;
    for (; running.app.engine.health().lagging === 0; writes += 1) {
      await write();
      await sleep(20);
    }
    const told = reader.sequences.length;
    for (let n = 0; n < 3; n += 1, writes += 1) {
      await write();
    }
    await sleep(300);
    expect(reader.sequences).toHaveLength(told);
    await reader.readUntil(writes);
    expect(reader.sequences).toEqual(Array.from({ length: writes }, (_, n) => reader.sequences[0]! + n));
    expect(reader.frames.map(({ __typename }) => __typename)).not.toContain('Reset');
    await expect.poll(() => running.app.engine.health().lagging).toBe(0);
    expect(await readMetric('slow_consumers_total')).toBeGreaterThan(0);
    reader.line.close();
  });

  it('is told only so far ahead of what it has read', async () => {
    const { card, write } = await start({ slow: 4_000, fluent: 1_000 });
    const reader = await SlowReader.follow(card.id, true);
    let writes = 0;
    for (; running.app.engine.health().lagging === 0; writes += 1) {
      await write();
    }
    const bytes = (): number => JSON.stringify(reader.frames).length;
    const told = bytes();
    expect(told).toBeGreaterThan(2_000);
    expect(told).toBeLessThan(6_000);
    await write();
    await sleep(100);
    expect(bytes()).toBe(told);
    await reader.readUntil(writes + 1);
    expect(reader.sequences).toEqual(Array.from({ length: writes + 1 }, (_, n) => reader.sequences[0]! + n));
    reader.line.close();
  });

  it('is closed with 4451 when that takes too long', async () => {
    const { card } = await start({ keepAlive: 120, blocked: 400 });
    const reader = await SlowReader.follow(card.id, true);
    expect(await reader.line.closed).toEqual({ code: closeCodes.slowConsumer, reason: 'Slow consumer' });
    expect(await readMetric('slow_consumers_closed_total')).toBe(1);
  });

  it('is closed with 4451 when it is told more and gives no sign of life', async () => {
    const { card, write } = await start({ keepAlive: 1_200, fluent: 1_000 });
    const reader = await SlowReader.follow(card.id, false);
    const isOpen = (): boolean => reader.line.socket.readyState === WebSocket.OPEN;
    while (isOpen()) {
      await write();
      await sleep(20);
    }
    expect((await reader.line.closed).code).toBe(closeCodes.slowConsumer);
  });
});
