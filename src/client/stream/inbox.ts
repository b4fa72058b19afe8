import type { AnswerError } from '../errors.js';
import type { Answer, Operation } from '../http.js';
import type { Loss, Transport } from '../transport/transport.js';

/** What comes over a subscription; all but the first kind are its end. */
export type Message =
  | { readonly kind: 'RESULT'; readonly result: Answer }
  | { readonly kind: 'LOST'; readonly loss: Loss }
  | { readonly kind: 'REFUSED'; readonly errors: readonly AnswerError[] }
  | { readonly kind: 'COMPLETED' }
  /** Too much waits to be applied. What was not taken in is still in the server's log. */
  | { readonly kind: 'FULL' };

/** Results that may wait to be applied. */
const capacity = 1_000;

/** One subscription whose messages wait, in their order, until they are asked for. */
export class Inbox {
  readonly #messages: Message[] = [];
  #wake: (() => void) | null = null;
  #isOver = false;
  readonly #release: () => void;

  constructor(transport: Transport, operation: Operation, onMessage: () => void) {
    const put = (message: Message): void => {
      if (!this.#isOver) {
        this.#isOver = message.kind !== 'RESULT';
        this.#messages.push(message);
        onMessage();
        this.#wake?.();
      }
    };
    this.#release = transport.subscribe(operation, {
      next: (result) => {
        put({ kind: 'RESULT', result });
        if (this.#messages.length >= capacity) {
          put({ kind: 'FULL' });
          this.#release();
        }
      },
      lost: (loss) => put({ kind: 'LOST', loss }),
      refused: (errors) => put({ kind: 'REFUSED', errors }),
      completed: () => put({ kind: 'COMPLETED' }),
    });
  }

  /** The next message. After `close` it is COMPLETED, whatever still waited. */
  async next(): Promise<Message> {
    for (;;) {
      const message = this.#messages.shift();
      if (message) {
        return message;
      }
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Ends the subscription. */
  close(): void {
    this.#isOver = true;
    this.#release();
    this.#messages.splice(0, Infinity, { kind: 'COMPLETED' });
    this.#wake?.();
  }
}
