// What the servers that ours is measured beside have in common: they publish by themselves, when their parent says so.
import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicNow } from '../wire/clock.js';

/** Told to a server: so many events, at so many a second. */
export interface PublishOrder {
  readonly publish: number;
  readonly perSecond: number;
}

/** An event before it is written down. */
export interface PlainEvent {
  readonly seq: number;
  /** Milliseconds of the monotonic clock, when it was published. */
  readonly at: number;
  readonly body: string;
}

/** Bytes of an event as JSON. */
const size = 1_024;

/** The next event: 1 KiB of JSON, its sequence and moment before anything else. */
function eventOf(seq: number): PlainEvent {
  const at = Math.round(monotonicNow() * 1_000) / 1_000;
  const length = JSON.stringify({ seq, at, body: '' }).length;
  return { seq, at, body: 'x'.repeat(size - length) };
}

/**
 * Says where the server listens, and publishes when it is told to: at times that are fixed beforehand, whatever the
 * server has still to do of the last event.
 */
export function publishOnOrder(port: number, publish: (event: PlainEvent) => void): void {
  let seq = 0;
  process.on('message', (order: PublishOrder | object) => {
    if (!('publish' in order)) {
      return;
    }
    void (async () => {
      const started = monotonicNow();
      for (let nth = 0; nth < order.publish; nth += 1) {
        const due = started + (nth * 1_000) / order.perSecond;
        await sleep(Math.max(0, due - monotonicNow()));
        publish(eventOf((seq += 1)));
      }
      process.send?.({ published: seq });
    })();
  });
  process.send?.({ port });
}
