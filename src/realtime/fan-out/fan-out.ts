import type { Channel } from '../channel.js';
import type { EngineReadings } from '../engine-metrics.js';
import type { Hub } from '../hub.js';
import type { Listening } from '../listening.js';
import { Feed, type FeedRequest } from './feed.js';
import { Group } from './group.js';

interface Entry<Payload> {
  readonly group: Group<Payload>;
  readonly key: string;
  feeds: number;
}

/** All feeds of one process and the groups in which they are told. */
export class FanOut<Payload> {
  readonly #groups = new Map<string, Entry<Payload>>();
  readonly #entries = new WeakMap<Group<Payload>, Entry<Payload>>();
  readonly #feeds = new Set<Feed<unknown, Payload>>();

  constructor(private readonly hub: Hub) {}

  /** How many groups there are, how many subscribers are told in them, and how many have fallen behind, how far. */
  get counts(): Pick<EngineReadings, 'groups' | 'live' | 'lagging' | 'furthestBehind'> {
    const live = [...this.#groups.values()].reduce((sum, { group }) => sum + group.size, 0);
    let lagging = 0;
    let furthestBehind = 0;
    for (const { behind } of this.#feeds) {
      if (behind !== null) {
        lagging += 1;
        furthestBehind = Math.max(furthestBehind, behind);
      }
    }
    return { groups: this.#groups.size, live, lagging, furthestBehind };
  }

  /** Opens a feed; it begins with the first pull. */
  open<S>(request: FeedRequest<S, Payload>): Feed<S, Payload> {
    const feed = new Feed(this, this.hub, request);
    this.#feeds.add(feed as unknown as Feed<unknown, Payload>);
    return feed;
  }

  /** Forgets a feed that has ended. */
  closed(feed: Feed<unknown, Payload>): void {
    this.#feeds.delete(feed);
  }

  /** The group of a stream's subscribers under a key; it lives as long as it has been joined more often than left. */
  join(channel: Channel, key: string, { filter, mayChangeRight }: Listening<unknown>): Group<Payload> {
    const name = `${channel.key}\0${key}`;
    let entry = this.#groups.get(name);
    if (!entry) {
      entry = { group: new Group(this.hub, channel, { filter, mayChangeRight }), key: name, feeds: 0 };
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
        this.#groups.delete(entry.key);
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
