import type { DeliveredEvent, Frame, StreamEnd } from '../../../src/realtime/frame.js';
import { rightOfEveryone } from '../../../src/realtime/listening-right.js';
import type { StreamEngine, PullRequest } from '../../../src/realtime/stream-engine.js';

/** A subscription that keeps what it was told. */
export interface Listener<S> {
  readonly frames: Frame<S>[];
  readonly events: DeliveredEvent[];
  /** The cursor of the last frame. */
  cursor(): string;
  /** Waits until the condition holds, at most ten seconds. */
  until(condition: (listener: Listener<S>) => boolean): Promise<void>;
  leave(): void;
  readonly ended: Promise<StreamEnd>;
}

/** What most tests ask for: everybody may listen, the state is nothing. */
export function request(stream: string, more: Partial<PullRequest<unknown>> = {}): PullRequest<unknown> {
  return {
    stream,
    signal: new AbortController().signal,
    authorise: async () => rightOfEveryone,
    snapshot: async () => null,
    ...more,
  };
}

/** Listens and pulls without pause. */
export function listen<S>(engine: StreamEngine, asked: PullRequest<S>): Listener<S> {
  const iterator = engine.subscribe(asked);
  const frames: Frame<S>[] = [];
  const events: DeliveredEvent[] = [];
  const waiting = new Set<() => void>();
  const pull = async (): Promise<StreamEnd> => {
    for (;;) {
      const next = await iterator.next();
      if (next.done) {
        return next.value;
      }
      frames.push(next.value);
      if (next.value.kind === 'Events') {
        events.push(...next.value.events);
      }
      waiting.forEach((check) => check());
    }
  };
  const listener: Listener<S> = {
    frames,
    events,
    cursor: () => frames.flatMap((frame) => ('cursor' in frame ? [frame.cursor] : [])).at(-1) ?? '',
    until: (condition) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(check);
          reject(new Error(`not reached; ${frames.length} frames, last event ${events.at(-1)?.seq}`));
        }, 10_000);
        const check = (): void => {
          if (condition(listener)) {
            clearTimeout(timer);
            waiting.delete(check);
            resolve();
          }
        };
        waiting.add(check);
        check();
      }),
    leave: () => void iterator.return?.(),
    ended: pull(),
  };
  return listener;
}
