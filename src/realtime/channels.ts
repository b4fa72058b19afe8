import { Channel, type ChannelPorts } from './channel.js';

interface Entry {
  readonly channel: Channel;
  subscribers: number;
  /** Stops the time that runs since the last subscriber has left; null while there are any. */
  keep: (() => void) | null;
}

/**
 * The active streams of one process. A stream stays active for a while after its last subscriber has left: when a
 * network breaks all of them leave at once and soon come back, and what they missed is then still in its ring.
 */
export class Channels implements Iterable<Channel> {
  readonly #entries = new Map<string, Entry>();
  /** Those without subscribers; the one that was left first comes first. */
  readonly #kept = new Set<Entry>();

  constructor(private readonly ports: ChannelPorts) {}

  /** How many streams have subscribers, and how many subscribers these are. */
  get counts(): { readonly streams: number; readonly subscribers: number } {
    const subscribers = [...this.#entries.values()].reduce((sum, entry) => sum + entry.subscribers, 0);
    return { streams: this.#entries.size - this.#kept.size, subscribers };
  }

  /** The channel of a stream, while it is active. */
  get(key: string): Channel | undefined {
    return this.#entries.get(key)?.channel;
  }

  /** Makes the stream active, at least until as many have left it as have joined it. */
  join(key: string): Channel {
    const entry = this.#entries.get(key) ?? { channel: new Channel(key, this.ports), subscribers: 0, keep: null };
    this.#entries.set(key, entry);
    this.#kept.delete(entry);
    entry.keep?.();
    entry.keep = null;
    entry.subscribers += 1;
    return entry.channel;
  }

  /** Ends what one `join` began. */
  leave(channel: Channel): void {
    const entry = this.#entries.get(channel.key);
    if (entry?.channel !== channel) {
      return;
    }
    entry.subscribers -= 1;
    if (entry.subscribers > 0) {
      return;
    }
    const { clock, limits } = this.ports;
    if (!channel.isKnown || limits.keptStreams === 0) {
      // Nothing of it was read: whoever asks for streams that do not exist leaves nothing behind.
      this.#close(entry);
      return;
    }
    entry.keep = clock.after(limits.keep, () => this.#close(entry));
    this.#kept.add(entry);
    const [oldest] = this.#kept;
    if (this.#kept.size > limits.keptStreams && oldest) {
      this.#close(oldest);
    }
  }

  /** Closes all that are kept without subscribers. */
  closeKept(): void {
    this.#kept.forEach((entry) => this.#close(entry));
  }

  *[Symbol.iterator](): Iterator<Channel> {
    for (const { channel } of this.#entries.values()) {
      yield channel;
    }
  }

  #close(entry: Entry): void {
    entry.keep?.();
    this.#kept.delete(entry);
    this.#entries.delete(entry.channel.key);
    entry.channel.close();
  }
}
