import type { ExecutionResult, FormattedExecutionResult, GraphQLError } from 'graphql';

/** What breaks in the source is an error like any other: formatted, so masked, and the last thing that is said. */
function failure(error: unknown): IteratorResult<ExecutionResult> {
  return { done: false, value: { errors: [error as GraphQLError] } };
}

/**
 * The results of a subscription, made fit to be sent. Leaving ends it at once, even while the source waits for its
 * next event: the signal is aborted, and nobody waits for the source to notice.
 */
export function resultStream(
  source: AsyncGenerator<ExecutionResult>,
  abort: AbortController,
  format: (result: ExecutionResult) => FormattedExecutionResult,
): AsyncGenerator<FormattedExecutionResult, void, void> {
  const ended: IteratorResult<FormattedExecutionResult, void> = { done: true, value: undefined };
  // The pulls that wait. A race with one promise for the whole life of the stream would keep every result it settled
  // with as long as the stream lives (nodejs/node#17469).
  const waiting = new Set<(none: null) => void>();
  abort.signal.addEventListener('abort', () => waiting.forEach((leave) => leave(null)), { once: true });
  const nextOfSource = (): Promise<IteratorResult<ExecutionResult> | null> => {
    const { promise, resolve } = Promise.withResolvers<IteratorResult<ExecutionResult> | null>();
    if (abort.signal.aborted) {
      resolve(null);
    }
    waiting.add(resolve);
    void source
      .next()
      .catch(failure)
      .then((result) => {
        waiting.delete(resolve);
        resolve(result);
      });
    return promise;
  };
  const close = (): void => {
    abort.abort();
    source.return(undefined).catch(() => {});
  };
  const stream: AsyncGenerator<FormattedExecutionResult, void, void> = {
    async next() {
      const result = await nextOfSource();
      if (!result || result.done) {
        close();
        return ended;
      }
      return { done: false, value: format(result.value) };
    },
    async return() {
      close();
      return ended;
    },
    async throw(error: unknown) {
      close();
      throw error;
    },
    [Symbol.asyncIterator]: () => stream,
    async [Symbol.asyncDispose]() {
      close();
    },
  };
  return stream;
}
