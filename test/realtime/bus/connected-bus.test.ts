import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConnectedBus } from '../../../src/realtime/bus/connected-bus.js';
import type { BusListener } from '../../../src/realtime/bus/hint-bus.js';
import type { BusTransport, LinkListener, OutgoingMessage } from '../../../src/realtime/bus/transport.js';
import type { StoredAppend } from '../../../src/realtime/stream-log.js';
import { ModelClock } from '../support/model-clock.js';

const turn = (): Promise<void> => new Promise((done) => void setImmediate(done));

/** A way to other nodes that works, until it is told not to. */
class ModelTransport implements BusTransport {
  readonly name = 'model';
  readonly bytes = 1_000;
  carriesEvents = false;
  isAway = false;
  isDeaf = false;
  opened = 0;
  closed = 0;
  readonly sent: OutgoingMessage[] = [];
  listener: LinkListener | null = null;

  async open(listener: LinkListener) {
    if (this.isAway) {
      throw new Error('nobody is there');
    }
    this.opened += 1;
    this.listener = listener;
    return {
      send: async (message: OutgoingMessage) => {
        this.sent.push(message);
        if (!this.isDeaf) {
          listener.heard(message.text);
        }
      },
      close: async () => void (this.closed += 1),
    };
  }
}

const commit: StoredAppend = {
  events: [],
  positions: [{ streamKey: 'a', epoch: 'a'.repeat(16), generation: 1, seq: 1 }],
};

describe('a bus over a connection that may be lost', () => {
  let clock: ModelClock;
  let transport: ModelTransport;
  let bus: ConnectedBus;
  let told: string[];
  let lines: string[];
  const listener: BusListener = {
    stream: ({ position }) => void told.push(position.streamKey),
    topic: ({ topic }) => void told.push(topic),
    missed: () => void told.push(`missed while ${bus.health().healthy ? 'healthy' : 'unhealthy'}`),
  };

  /** Lets time pass, with a turn for whatever waits for it. */
  const pass = async (milliseconds: number): Promise<void> => {
    clock.move(milliseconds);
    await turn();
  };

  beforeEach(() => {
    [clock, transport, told, lines] = [new ModelClock(), new ModelTransport(), [], []];
    bus = new ConnectedBus({
      transport,
      clock,
      log: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }),
      nodeId: 'this node',
      // The longest waits there are.
      random: () => 1,
    });
  });

  afterEach(() => bus.stop());

  it('asks itself every ten seconds whether it hears', async () => {
    await bus.start(listener);
    expect([transport.sent.length, bus.health().healthy]).toEqual([1, true]);
    await pass(9_999);
    expect(transport.sent).toHaveLength(1);
    await pass(1);
    expect(transport.sent).toHaveLength(2);
  });

  it('connects anew when the question does not come back in five seconds, and has all looked at before it is healthy', async () => {
    await bus.start(listener);
    transport.isDeaf = true;
    await pass(10_000);
    await pass(4_999);
    expect([bus.health().healthy, transport.closed]).toEqual([true, 0]);
    await pass(1);
    expect([bus.health().healthy, transport.closed]).toEqual([false, 1]);
    transport.isDeaf = false;
    await pass(250);
    expect([bus.health().healthy, transport.opened]).toEqual([true, 2]);
    expect(told).toEqual(['missed while unhealthy', 'missed while unhealthy']);
  });

  it('tries for ever, ever more seldom up to five seconds, and says so once', async () => {
    transport.isAway = true;
    await bus.start(listener);
    expect(bus.health()).toEqual({ healthy: false, name: 'model', ignored: 0 });
    for (const wait of [250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]) {
      await pass(wait);
    }
    transport.isAway = false;
    await pass(4_999);
    expect(bus.health().healthy).toBe(false);
    await pass(1);
    expect(bus.health().healthy).toBe(true);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('the bus between the nodes is back');
  });

  it('keeps what it has to tell until there is somebody to tell', async () => {
    transport.isAway = true;
    await bus.start(listener);
    bus.committed(commit);
    bus.announce({ topic: 'presence', detail: '' });
    await pass(3);
    transport.isAway = false;
    await pass(250);
    await turn();
    const texts = transport.sent.map(({ text }) => text).filter((text) => !text.includes('probe'));
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain('"a"');
  });

  it('tells of a commit without its events where those cannot be sent', async () => {
    transport.carriesEvents = true;
    await bus.start(listener);
    const send = transport.sent.push.bind(transport.sent);
    let refused = 0;
    transport.sent.push = (message) => {
      if (message.streamKey !== null) {
        refused += 1;
        throw new Error('the server takes no messages');
      }
      return send(message);
    };
    bus.committed(commit);
    await turn();
    await pass(3);
    expect(refused).toBe(1);
    expect(transport.sent.at(-1)?.text).toContain('"streams":[["a"');
  });

  it('hears others and not itself, and counts what it does not understand', async () => {
    await bus.start(listener);
    told.length = 0;
    const streams = [['a', 'a'.repeat(16), 1, 1]];
    transport.listener?.heard(JSON.stringify({ from: 'this node', streams }));
    transport.listener?.heard(JSON.stringify({ from: 'another', probe: '1' }));
    transport.listener?.heard('garbage');
    transport.listener?.ignored();
    transport.listener?.heard(JSON.stringify({ from: 'another', streams }));
    expect([told, bus.health().ignored]).toEqual([['a'], 2]);
  });

  it('outlives a listener that fails', async () => {
    await bus.start({ ...listener, stream: () => { throw new Error('a mistake'); } });
    transport.listener?.heard(JSON.stringify({ from: 'another', streams: [['a', 'a'.repeat(16), 1, 1]] }));
    expect(bus.health().healthy).toBe(true);
    expect(lines.at(-1)).toContain('a mistake');
  });

  it('ends whatever it is at, and is silent then', async () => {
    await bus.start(listener);
    await bus.stop();
    const { length } = transport.sent;
    bus.committed(commit);
    await pass(60_000);
    expect([bus.health().healthy, transport.closed, transport.sent.length]).toEqual([false, 1, length]);
    transport.isAway = true;
    const other = new ConnectedBus({ transport, clock, log: pino({ level: 'silent' }), nodeId: 'x', random: () => 1 });
    await other.start(listener);
    await other.stop();
    expect(transport.opened).toBe(1);
  });
});
