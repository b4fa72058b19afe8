import type { Channel } from '../channel.js';
import type { Hub } from '../hub.js';
import type { Listening } from '../listening.js';
import type { StreamEnd } from '../frame.js';
import { Feed, type FeedSource } from './feed.js';
import { Group } from './group.js';
import type { Sink } from './sink.js';

/** What can be ended, whatever its payload. */
type OpenFeed = { close(end: StreamEnd): void };

interface Entry<Payload> {
  readonly group: Group<Payload>;
  readonly name: string;
  feeds: number;
}

/** All feeds of one process and the groups in which they are told. */
export class FanOut<Payload> {
  readonly #groups = new Map<string, Entry<Payload>>();
  readonly #entries = new WeakMap<Group<Payload>, Entry<Payload>>();
  readonly #feeds = new Set<OpenFeed>();
  /** Feeds that do not read as fast as their stream goes, and how many events each lacked when it was asked. */
  readonly #lagging = new Map<OpenFeed, () => number>();

  constructor(private readonly hub: Hub) {}

  /** Groups, subscribers that cannot keep up, and how many events the last of them is behind. */
  get counts(): { readonly groups: number; readonly lagging: number; readonly furthestBehind: number } {
    const behind = [...this.#lagging.values()].map((missing) => missing());
    return { groups: this.#groups.size, lagging: behind.length, furthestBehind: Math.max(0, ...behind) };
  }

  /**
   * Opens a feed; it begins with the first pull.
   * @param key what makes two operations equal, but for the audience
   */
  open<S>(key: string, source: FeedSource<S, Payload>, sink: Sink<Payload>): Feed<S, Payload> {
    const feed = new Feed(this, this.hub, key, source, sink);
    this.#feeds.add(feed);
    return feed;
  }

  /** Forgets a feed that has ended. */
  closed(feed: OpenFeed): void {
    this.#feeds.delete(feed);
    this.lagsNoMore(feed);
  }

  /** Notes a feed that cannot keep up. */
  lags(feed: OpenFeed, missing: () => number): void {
    this.#lagging.set(feed, missing);
  }

  /** Notes that a feed has caught up, or left. */
  lagsNoMore(feed: OpenFeed): void {
    const missing = this.#lagging.get(feed);
    if (missing) {
      this.#lagging.delete(feed);
      this.hub.metrics.caughtUp(missing());
    }
  }

  /** The group of an audience of a stream under a key; it lives as long as it has been joined more often than left. */
  join(channel: Channel, key: string, audience: string, listening: Listening<unknown>): Group<Payload> {
    const name = `${channel.key}\0${audience}\0${key}`;
    let entry = this.#groups.get(name);
    if (!entry) {
      entry = { group: new Group(key, this.hub, channel, listening.filter), name, feeds: 0 };
      this.#groups.set(name, entry);
      this.#entries.set(entry.group, entry);
    }
    entry.feeds += 1;
    return entry.group;
  }

  /** Ends what one `join` began. */
  leave(group: Group<Payload>): void {
    const entry = this.#entries.get(group);
    if (entry) {
      entry.feeds -= 1;
      if (entry.feeds === 0) {
        this.#groups.delete(entry.name);
        group.close();
      }
    }
  }

  /** Ends every feed: the process stops, and whoever comes back elsewhere misses nothing. */
  stop(): void {
    for (const feed of this.#feeds) {
      feed.close({ code: 'STOPPED' });
    }
  }
}
