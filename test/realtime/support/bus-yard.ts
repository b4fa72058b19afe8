import { randomUUID } from 'node:crypto';
import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import pino from 'pino';
import { Client } from 'pg';
import type { DatabaseConnection } from '../../../src/database/orm.js';
import { ConnectedBus } from '../../../src/realtime/bus/connected-bus.js';
import type { BusListener, StreamHint, TopicHint } from '../../../src/realtime/bus/hint-bus.js';
import type { BusTransport } from '../../../src/realtime/bus/transport.js';
import { type Clock, systemClock } from '../../../src/realtime/clock.js';
import { JetStreamTransport, namesOf } from '../../../src/realtime/nats/jetstream-transport.js';
import { natsAddress } from '../../../src/realtime/nats/nats-address.js';
import { NotifyTransport } from '../../../src/realtime/postgres/notify-transport.js';
import { type Endpoint, FaultProxy } from '../../support/fault-proxy.js';
import { forgetInstallation, natsServer, natsUrl } from '../../support/nats.js';

/** How a test wants a node. */
export interface BusNodeOptions {
  /** What the node hears is told to this listener, too. */
  readonly listener?: Partial<BusListener>;
  /** Milliseconds for which nobody is there at first. */
  readonly away?: number;
  /** How much faster than ours its time goes. */
  readonly haste?: number;
}

const hasty = (haste: number): Clock => ({
  ...systemClock,
  now: () => systemClock.now() * haste,
  after: (milliseconds, run) => systemClock.after(milliseconds / haste, run),
});

/** A node on the bus that keeps what it hears. */
export interface BusNode {
  readonly bus: ConnectedBus;
  /** The network between this node and the bus. */
  readonly proxy: FaultProxy;
  /** Resolves when the way to the bus is there. */
  readonly back: Promise<void>;
  readonly heard: StreamHint[];
  readonly topics: TopicHint[];
  /** How often it was told to look at everything, and whether the bus called itself healthy the last time. */
  readonly misses: { count: number; healthyAtLast: boolean };
}

/** One kind of bus, with as many nodes on it as a test wants. */
export abstract class BusYard {
  readonly #nodes: BusNode[] = [];

  /** Puts a text on the bus, as whoever can reach it might. */
  abstract say(text: string): Promise<void>;
  protected abstract target(): Endpoint;
  protected abstract transport(address: Endpoint): BusTransport;

  /** Starts a node and waits until it hears, or has found nobody. */
  async node({ listener = {}, away = 0, haste = 1 }: BusNodeOptions = {}): Promise<BusNode> {
    const proxy = await FaultProxy.before(this.target());
    const back = away > 0 ? proxy.outage(away) : Promise.resolve();
    const bus = new ConnectedBus({
      transport: this.transport(proxy.address),
      clock: hasty(haste),
      log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
      nodeId: randomUUID(),
      random: Math.random,
    });
    const node: BusNode = { bus, proxy, back, heard: [], topics: [], misses: { count: 0, healthyAtLast: false } };
    this.#nodes.push(node);
    await bus.start({
      stream: (hint) => {
        node.heard.push(hint);
        listener.stream?.(hint);
      },
      topic: (hint) => void node.topics.push(hint),
      missed: async () => {
        node.misses.count += 1;
        node.misses.healthyAtLast = bus.health().healthy;
        await listener.missed?.();
      },
    });
    return node;
  }

  /** Stops the nodes. */
  async clear(): Promise<void> {
    for (const { bus, proxy, back } of this.#nodes.splice(0)) {
      await back;
      await bus.stop();
      await proxy.remove();
    }
  }

  async close(): Promise<void> {
    await this.clear();
  }
}

/** The bus of a database. */
export class PostgresYard extends BusYard {
  constructor(private readonly connection: Exclude<DatabaseConnection, { readonly url: string }>) {
    super();
  }

  async say(text: string): Promise<void> {
    const client = new Client(this.connection);
    await client.connect();
    await client.query('select pg_notify($1, $2)', ['kengash_hints', text]);
    await client.end();
  }

  protected target(): Endpoint {
    return this.connection;
  }

  protected transport(address: Endpoint): BusTransport {
    return new NotifyTransport({ ...this.connection, ...address });
  }
}

/** A bus of an installation of its own on the NATS server. */
export class NatsYard extends BusYard {
  readonly #installation = randomUUID();

  async say(text: string): Promise<void> {
    const connection = await connect(natsAddress(natsUrl));
    await jetstream(connection).publish(`${namesOf(this.#installation).subject}.hints`, text);
    await connection.close();
  }

  override async close(): Promise<void> {
    await super.close();
    await forgetInstallation(this.#installation);
  }

  protected target(): Endpoint {
    return natsServer;
  }

  protected transport({ host, port }: Endpoint): BusTransport {
    const address = new URL(natsUrl);
    address.hostname = host;
    address.port = String(port);
    return new JetStreamTransport({
      url: address.href.replace(/\/$/, ''),
      secret: 'a secret for tests alone, long enough',
      installationId: async () => this.#installation,
    });
  }
}
