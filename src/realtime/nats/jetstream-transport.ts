import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  DeliverPolicy,
  DiscardPolicy,
  type JetStreamClient,
  JetStreamApiError,
  type JetStreamManager,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from '@nats-io/jetstream';
import { connect, headers, nanos } from '@nats-io/transport-node';
import type { BusLink, BusTransport, LinkListener, OutgoingMessage } from '../bus/transport.js';
import { natsAddress } from './nats-address.js';
import { Signature } from './signature.js';

/** What the transport is given. */
export interface JetStreamOptions {
  /** As NATS_URL has it. */
  readonly url: string;
  /** The id of the installation: others may share the NATS server. */
  installationId(): Promise<string>;
  /** The installation's own, the same on every node. */
  readonly secret: string;
}

/** Milliseconds, bytes and counts. */
const limits = {
  /** In which the server has to be reached, and each question answered. */
  answer: 5_000,
  /** For what is still on its way at the end. */
  end: 1_000,
  /** Messages are kept so long, and so many bytes of them: it is an accelerator, the log is in the database. */
  age: 300_000,
  kept: 64 * 1024 * 1024,
  /** In which the same message is taken once. */
  duplicates: 120_000,
  /** After which the server forgets a node that is gone. */
  inactive: 30_000,
  /** Subjects that the streams are spread over. */
  shards: 16,
} as const;

/** What JetStream says when the stream is there with other settings: an operator's, or those of another version. */
const isOtherwiseConfigured = 10_058;

const signatureHeader = 'Kengash-Signature';

/** What an installation's messages are called on the NATS server. */
export interface JetStreamNames {
  readonly stream: string;
  /** Begins every subject. */
  readonly subject: string;
}

/** The names of an installation; its id, which begins some cursors, does not stand in them. */
export function namesOf(installationId: string): JetStreamNames {
  const short = createHash('sha256').update(`kengash bus ${installationId}`).digest('hex').slice(0, 16);
  return { stream: `KENGASH_${short}`, subject: `kengash.${short}` };
}

/** The same stream always has the same shard (FNV-1a). */
function shardOf(streamKey: string): number {
  const hash = [...Buffer.from(streamKey)].reduce((sum, byte) => Math.imul(sum ^ byte, 0x01000193), 0x811c9dc5);
  return (hash >>> 0) % limits.shards;
}

/**
 * NATS JetStream: events travel whole, so a node need not read them from the database. A node hears what is told from
 * its connection on; what was told before it finds in the log.
 */
export class JetStreamTransport implements BusTransport {
  readonly name = 'nats';
  readonly bytes = 64 * 1024;
  readonly carriesEvents = true;
  readonly #signature: Signature;

  constructor(private readonly options: JetStreamOptions) {
    this.#signature = new Signature(options.secret);
  }

  async open(listener: LinkListener): Promise<BusLink> {
    const names = namesOf(await this.options.installationId());
    // It never reconnects by itself: the bus does, and tells its listener what that means.
    const connection = await connect({
      ...natsAddress(this.options.url),
      name: 'kengash',
      reconnect: false,
      timeout: limits.answer,
      ignoreClusterUpdates: true,
    });
    void connection.closed().then((error) => listener.lost(error ?? new Error('the connection has ended')));
    try {
      const manager = await jetstreamManager(connection, { timeout: limits.answer });
      await makeStream(manager, names);
      const client = manager.jetstream();
      await this.#consume(client, names.stream, listener);
      return {
        send: (message) => this.#publish(client, names.subject, message),
        close: async () => {
          const late = new AbortController();
          const politely = delay(limits.end, undefined, { signal: late.signal });
          await Promise.race([connection.flush(), politely]).catch(() => undefined);
          late.abort();
          await connection.close().catch(() => undefined);
        },
      };
    } catch (error) {
      await connection.close().catch(() => undefined);
      throw error;
    }
  }

  async #consume(client: JetStreamClient, stream: string, listener: LinkListener): Promise<void> {
    const consumer = await client.consumers.get(stream, {
      deliver_policy: DeliverPolicy.New,
      inactive_threshold: limits.inactive,
    });
    const messages = await consumer.consume({
      callback: (message) => {
        const text = message.string();
        if (this.#signature.fits(text, message.headers?.get(signatureHeader) ?? '')) {
          listener.heard(text);
        } else {
          listener.ignored();
        }
      },
    });
    void messages.closed().then((error) => listener.lost(error ?? new Error('the consumer has ended')));
  }

  async #publish(
    client: JetStreamClient,
    subject: string,
    { text, streamKey, id }: OutgoingMessage,
  ): Promise<void> {
    const signed = headers();
    signed.set(signatureHeader, this.#signature.of(text));
    const part = streamKey === null ? 'hints' : `streams.${shardOf(streamKey)}`;
    await client.publish(`${subject}.${part}`, text, {
      headers: signed,
      timeout: limits.answer,
      ...(id === null ? {} : { msgID: id }),
    });
  }
}

/** Makes the stream, unless it is there. */
async function makeStream(manager: JetStreamManager, names: JetStreamNames): Promise<void> {
  const stream: Partial<StreamConfig> & { name: string } = {
    name: names.stream,
    description: 'What the nodes of one Kengash tell each other. Nothing is lost with it.',
    subjects: [`${names.subject}.>`],
    retention: RetentionPolicy.Limits,
    storage: StorageType.Memory,
    discard: DiscardPolicy.Old,
    max_age: nanos(limits.age),
    max_bytes: limits.kept,
    duplicate_window: nanos(limits.duplicates),
  };
  try {
    await manager.streams.add(stream);
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.code !== isOtherwiseConfigured) {
      throw error;
    }
  }
}
