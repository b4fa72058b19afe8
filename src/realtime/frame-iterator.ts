import type { Frame, StreamEnd } from './frame.js';

/** Starts the frames of one subscriber; they must end when the signal is aborted. */
export type StartFrames<S> = (signal: AbortSignal) => AsyncGenerator<Frame<S>, StreamEnd, undefined>;

/**
 * The frames as an iterator that can be left at any moment: a bare generator would finish what it waits for first.
 * Nothing is started before the first pull; after the end, or after `return()`, the subscriber is gone in the same
 * turn. Pulling is the flow control: what is not pulled is not read.
 */
export class FrameIterator<S> implements AsyncIterableIterator<Frame<S>, StreamEnd, undefined> {
  readonly #closing = new AbortController();
  /** The pulls that wait for an answer; a close answers them. */
  readonly #pulls = new Set<(end: IteratorResult<Frame<S>, StreamEnd>) => void>();
  #frames: AsyncGenerator<Frame<S>, StreamEnd, undefined> | null = null;
  #end: StreamEnd | null = null;

  constructor(
    private readonly start: StartFrames<S>,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', this.#leave, { once: true });
    if (signal.aborted) {
      this.#leave();
    }
  }

  /** The next frame, or the end. Rejects with what the caller's own functions throw. */
  async next(): Promise<IteratorResult<Frame<S>, StreamEnd>> {
    if (this.#end) {
      return { done: true, value: this.#end };
    }
    this.#frames ??= this.start(this.#closing.signal);
    const { promise, resolve, reject } = Promise.withResolvers<IteratorResult<Frame<S>, StreamEnd>>();
    this.#pulls.add(resolve);
    this.#frames.next().then(
      (next) => {
        this.#pulls.delete(resolve);
        resolve(next);
        if (next.done) {
          this.close(next.value);
        }
      },
      (error) => {
        this.#pulls.delete(resolve);
        reject(error);
        this.close({ code: 'CLOSED' });
      },
    );
    return promise;
  }

  /** Leaves; a pull that waits ends at once. */
  async return(): Promise<IteratorResult<Frame<S>, StreamEnd>> {
    this.#leave();
    return { done: true, value: this.#end ?? { code: 'CLOSED' } };
  }

  /** Leaves because of a failure of the reader. */
  async throw(error: unknown): Promise<IteratorResult<Frame<S>, StreamEnd>> {
    this.#leave();
    throw error;
  }

  /** Ends for the given reason, once. */
  close(end: StreamEnd): void {
    if (this.#end) {
      return;
    }
    this.#end = end;
    this.signal.removeEventListener('abort', this.#leave);
    this.#pulls.forEach((resolve) => resolve({ done: true, value: end }));
    this.#pulls.clear();
    this.#closing.abort();
    // It waits for nothing that the signal does not end; what it throws by then concerns nobody.
    this.#frames?.return({ code: 'CLOSED' }).catch(() => undefined);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#leave();
  }

  readonly #leave = (): void => this.close({ code: 'CLOSED' });
}
