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
  const { promise: left, resolve: leave } = Promise.withResolvers<void>();
  if (abort.signal.aborted) {
    leave();
  } else {
    abort.signal.addEventListener('abort', () => leave(), { once: true });
  }
  const close = (): void => {
    abort.abort();
    source.return(undefined).catch(() => {});
  };
  const stream: AsyncGenerator<FormattedExecutionResult, void, void> = {
    async next() {
      const result = await Promise.race([source.next().catch(failure), left]);
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
