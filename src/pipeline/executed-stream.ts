import type { ExecutionResult } from 'graphql';
import type { Database } from '../database/tables.js';
import { noteResumePoint } from '../relay/frames/resume-point.js';
import { isExecutedFrame } from '../relay/frames/stream-frames.js';

/**
 * Makes the context of one event of a subscription, so that no loader answers what an earlier event has read. With a
 * database it reads from there.
 */
export type RenewContext = (contextValue: object, database?: Database) => object;

/** The results of the events of a source: each executed with a context of its own, unless it was executed already. */
export async function* executedStream(
  source: AsyncIterable<unknown>,
  execute: (event: unknown) => ExecutionResult | Promise<ExecutionResult>,
): AsyncGenerator<ExecutionResult, void, void> {
  for await (const event of source) {
    const result = isExecutedFrame(event) ? event.executed : await execute(event);
    noteResumePoint(result, event);
    yield result;
  }
}
