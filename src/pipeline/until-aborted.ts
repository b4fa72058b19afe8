/** The reason of an abort when the time of an operation is up. */
export class OperationTimeout extends Error {
  readonly code = 'TIMEOUT';

  constructor(readonly milliseconds: number) {
    super(`Stopped after ${milliseconds} ms`);
  }
}

/**
 * The reason of an abort when the client has left, or no longer wants to know. One for all: without a reason each abort
 * makes an error of its own with a trace of where it was made.
 */
export const clientHasLeft: Error = new Error('The client has left');

/** The outcome of work, or why it was not waited for. */
export type Waited<T> = { readonly value: T } | { readonly aborted: unknown };

/**
 * Waits for work until the signal is aborted; after `milliseconds` aborts it itself. Work that ends later is handed to
 * `late`, so that nothing it has opened stays open.
 */
export async function untilAborted<T>(
  start: () => T | Promise<T>,
  abort: AbortController,
  milliseconds: number,
  late: (value: T) => void = () => {},
): Promise<Waited<T>> {
  const { signal } = abort;
  if (signal.aborted) {
    return { aborted: signal.reason };
  }
  const timer = setTimeout(() => abort.abort(new OperationTimeout(milliseconds)), milliseconds);
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<Waited<T>>((resolve) => {
    onAbort = () => resolve({ aborted: signal.reason });
    signal.addEventListener('abort', onAbort, { once: true });
  });
  const work = Promise.resolve(start()).then((value): Waited<T> => ({ value }));
  try {
    const first = await Promise.race([work, aborted]);
    if ('aborted' in first) {
      work.then((done) => 'value' in done && late(done.value)).catch(() => {});
    }
    return first;
  } finally {
    clearTimeout(timer);
    if (onAbort) {
      signal.removeEventListener('abort', onAbort);
    }
  }
}
