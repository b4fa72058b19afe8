import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestClient } from '../../support/client.js';
import { type Acknowledged, type Card, readCard, writePhone } from './council-card.js';
import type { Replica } from './replica.js';

/** What passes: the server or its database is gone or going. A refusal would be repeated for ever. */
const passing =
  /fetch failed|terminated|other side closed|Unexpected end|DATABASE_UNAVAILABLE|OUTCOME_UNKNOWN|TIMEOUT|SERVER_STOPPING/;

/** Does something again and again until nothing that passes stands in its way, or all is gone for good. */
async function untilDone<T>(work: () => Promise<T>, isGone: () => boolean): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!passing.test((error as Error).message) || isGone()) {
        throw error;
      }
      await sleep(20);
    }
  }
}

/** What a writer may be told. */
export interface WriterOptions {
  readonly onAcknowledged?: (write: Acknowledged) => void;
  /** Nobody will answer any more: a write under way fails. */
  readonly isGone?: () => boolean;
}

/** Writes until told to stop; what was not acknowledged is sent again under its key until it is. */
export async function writeUntil(
  client: TestClient,
  code: string,
  isOver: () => boolean,
  { onAcknowledged = () => {}, isGone = () => false }: WriterOptions = {},
): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = [];
  let card: Card = await untilDone(() => readCard(client, code), isGone);
  for (let n = 0; !isOver(); n += 1) {
    const key = randomUUID();
    const phone = `+998 ${100_000_000 + n}`;
    const { id, version } = card;
    const told = await untilDone(() => writePhone(client, { id, version }, phone, key), isGone);
    acknowledged.push(told);
    onAcknowledged(told);
    card = { ...card, version: version + 1 };
  }
  return acknowledged;
}

/** Keeps a replica connected: whenever its stream ends, it goes on from its cursor. Throws when the stream fails. */
export async function follow(replica: Replica, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const reader = replica.connect();
    const over = (async () => {
      while (!isOver()) {
        await sleep(10);
      }
      return {};
    })();
    const ended = await Promise.race([reader.ended, over]);
    reader.cut();
    if ('errors' in ended && !passing.test(JSON.stringify(ended.errors))) {
      throw new Error(`The stream failed: ${JSON.stringify(ended.errors)}`);
    }
    await sleep(10);
  }
}
