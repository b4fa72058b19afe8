import type { AnswerError } from '../errors.js';
import type { Answer, Operation } from '../http.js';

/** How a connection was lost. */
export interface Loss {
  /** The close code of the WebSocket or the status of HTTP; null when the network said nothing. */
  readonly code: number | null;
  readonly reason: string;
}

/** What is told of a subscription: any number of results, then exactly one of the ends. */
export interface Sink {
  next(result: Answer): void;
  /** The end: the connection is gone. Subscribing again makes another one. */
  lost(loss: Loss): void;
  /** The end: the server refuses the operation, or it failed. */
  refused(errors: readonly AnswerError[]): void;
  /** The end: the server has nothing more to tell. */
  completed(): void;
}

/** A way on which subscriptions reach the client. It waits by itself between attempts to connect. */
export interface Transport {
  /** Subscribes, as soon as a connection may be made. The function that it gives ends it; nothing is told after that. */
  subscribe(operation: Operation, sink: Sink): () => void;
  /** Gives up what is connected now, because it shows no sign of life: all of it is lost, and may be connected anew. */
  reconnect(): void;
  /** Ends all of it for good. */
  close(): void;
}

/** Close codes that say that this client and this server will never understand one another. */
const fatalCloses: ReadonlySet<number | null> = new Set([4400, 4406]);

/** Whether it is of no use to connect again. */
export function isFatal({ code }: Loss): boolean {
  return fatalCloses.has(code);
}
