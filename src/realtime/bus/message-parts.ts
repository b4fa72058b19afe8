import type { StoredEvent } from '../event.js';
import type { Position } from '../position.js';
import type { StreamHint, TopicHint } from './hint-bus.js';

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isName = (value: unknown): value is string => isText(value) && value.length > 0 && value.length <= 200;
const isEpoch = (value: unknown): value is string => isText(value) && /^[0-9a-f]{16}$/.test(value);
const isWhole = (value: unknown, minimum: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= minimum;
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);

/** Reads `[key, epoch, generation, seq]`; null for anything else. */
export function positionOf(item: unknown): Position | null {
  const [streamKey, epoch, generation, seq] = Array.isArray(item) ? (item as readonly unknown[]) : [];
  return isName(streamKey) && isEpoch(epoch) && isWhole(generation, 0) && isWhole(seq, 1)
    ? { streamKey, epoch, generation, seq }
    : null;
}

/** Reads `[topic, detail]`; null for anything else. */
export function topicOf(item: unknown): TopicHint | null {
  const [topic, detail] = Array.isArray(item) ? (item as readonly unknown[]) : [];
  return isName(topic) && isText(detail) ? { topic, detail } : null;
}

/** Reads the whole of one commit's events in one stream; null for anything else, however close it comes. */
export function eventsOf(items: unknown, epoch: unknown, generation: unknown): StreamHint | null {
  const events = Array.isArray(items) ? items.map(eventOf) : [];
  const [first] = events;
  if (!first || !isEpoch(epoch) || !isWhole(generation, 0)) {
    return null;
  }
  const isRun = events.every(
    (event, index): event is StoredEvent =>
      event?.stream === first.stream &&
      event.seq === first.seq + index &&
      event.transactionIndex === index &&
      event.transactionSize === events.length,
  );
  const position = { streamKey: first.stream, epoch, generation, seq: first.seq + events.length - 1 };
  return isRun ? { position, events: events as readonly StoredEvent[] } : null;
}

function eventOf(item: unknown): StoredEvent | null {
  if (!isObject(item)) {
    return null;
  }
  const { stream, type, entityType, entityId, body, seq, eventId, at, actorId, mutationId } = item;
  const { transactionIndex, transactionSize } = item;
  const isPlaced = isName(stream) && isWhole(seq, 1) && isWhole(transactionIndex, 0) && isWhole(transactionSize, 1);
  const isNamed = isText(type) && isText(entityType) && isText(entityId) && isText(eventId) && isObject(body);
  if (!isPlaced || !isNamed || !isWhole(at, 0) || !isTextOrNull(actorId) || !isTextOrNull(mutationId)) {
    return null;
  }
  return {
    stream,
    type,
    entityType,
    entityId,
    body,
    seq,
    eventId,
    at: new Date(at),
    actorId,
    mutationId,
    transactionIndex,
    transactionSize,
  };
}
