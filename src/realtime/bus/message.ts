import type { StoredEvent } from '../event.js';
import type { Position } from '../position.js';
import type { StreamHint, TopicHint } from './hint-bus.js';
import type { MergedHints } from './merge-window.js';
import { eventsOf, isObject, positionOf, topicOf } from './message-parts.js';

/** What travels over a bus, with the node that sent it. */
export type BusMessage =
  | { readonly kind: 'hints'; readonly from: string; readonly hints: MergedHints }
  | { readonly kind: 'events'; readonly from: string; readonly hint: StreamHint }
  /** A node asks itself whether it hears. */
  | { readonly kind: 'probe'; readonly from: string; readonly nonce: string };

/** Bytes of a detail above which an announcement travels without it. */
const detailBytes = 4_000;

/** Characters of a message above which it is not even looked at. */
const messageCharacters = 2_000_000;

const streamItem = ({ streamKey, epoch, generation, seq }: Position): string =>
  JSON.stringify([streamKey, epoch, generation, seq]);

const topicItem = ({ topic, detail }: TopicHint): string =>
  JSON.stringify([topic, Buffer.byteLength(JSON.stringify(detail)) > detailBytes ? '' : detail]);

/** Packs items into as few texts as hold them, none longer than so many bytes. An item that fits nowhere is left out. */
function pack(items: readonly string[], bytes: number, wrap: (joined: string) => string): string[] {
  const room = bytes - Buffer.byteLength(wrap(''));
  const packs: string[][] = [];
  let used = Infinity;
  for (const item of items) {
    const size = Buffer.byteLength(item) + 1;
    if (size > room) {
      continue;
    }
    if (used + size > room) {
      packs.push([]);
      used = 0;
    }
    packs.at(-1)?.push(item);
    used += size;
  }
  return packs.map((each) => wrap(each.join(',')));
}

/** Merged hints as messages of at most so many bytes each. */
export function encodeHints(from: string, { positions, topics }: MergedHints, bytes: number): readonly string[] {
  const sender = JSON.stringify(from);
  return [
    ...pack(positions.map(streamItem), bytes, (items) => `{"from":${sender},"streams":[${items}]}`),
    ...pack(topics.map(topicItem), bytes, (items) => `{"from":${sender},"topics":[${items}]}`),
  ];
}

/** One commit's events in one stream as a message. */
export function encodeEvents(from: string, { epoch, generation }: Position, events: readonly StoredEvent[]): string {
  const told = events.map(({ at, ...event }) => ({ ...event, at: at.getTime() }));
  return JSON.stringify({ from, epoch, generation, events: told });
}

/** A question of a node to itself. */
export function encodeProbe(from: string, nonce: string): string {
  return JSON.stringify({ from, probe: nonce });
}

/** Reads a message. Null for whatever no node could have sent, in part or whole; it never throws. */
export function decodeMessage(text: string): BusMessage | null {
  if (text.length > messageCharacters) {
    return null;
  }
  try {
    return read(JSON.parse(text));
  } catch {
    return null;
  }
}

function read(message: unknown): BusMessage | null {
  if (!isObject(message) || typeof message.from !== 'string' || message.from === '') {
    return null;
  }
  const { from, probe, events } = message;
  if (typeof probe === 'string') {
    return { kind: 'probe', from, nonce: probe };
  }
  if (events !== undefined) {
    const hint = eventsOf(events, message.epoch, message.generation);
    return hint && { kind: 'events', from, hint };
  }
  const { streams = [], topics = [] } = message;
  if (!Array.isArray(streams) || !Array.isArray(topics)) {
    return null;
  }
  const hints = { positions: streams.map(positionOf), topics: topics.map(topicOf) };
  return isComplete(hints) ? { kind: 'hints', from, hints } : null;
}

function isComplete(hints: {
  readonly positions: readonly (Position | null)[];
  readonly topics: readonly (TopicHint | null)[];
}): hints is MergedHints {
  const items = [...hints.positions, ...hints.topics];
  return items.length > 0 && items.every((item) => item !== null);
}
