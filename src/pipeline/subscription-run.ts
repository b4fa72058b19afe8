import type { ExecutionResult, FormattedExecutionResult, GraphQLError } from 'graphql';
import type { Database } from '../database/tables.js';
import type { FrameExecutor } from '../relay/frames/stream-source.js';
import type { AdmittedOperation } from './operation.js';
import { RenderedResult } from './rendered-result.js';

/** What all subscriptions are run with. */
export interface SubscriptionTools {
  /** Executes the selection of a subscription on one event, with a context of its own. */
  executeEvent(admitted: AdmittedOperation, value: unknown, database?: Database): Promise<ExecutionResult>;
  /** Masks errors; with what is told of an operation once, beside its first result. */
  format(result: ExecutionResult, admitted: AdmittedOperation, withExtensions: boolean): FormattedExecutionResult;
}

/** One subscription to a stream, as it is executed frame by frame. */
export class SubscriptionRun implements FrameExecutor<RenderedResult> {
  #isFirst = true;

  constructor(
    private readonly admitted: AdmittedOperation,
    private readonly tools: SubscriptionTools,
    readonly sharesSnapshots: boolean,
  ) {}

  /** Aborted when the client has left. */
  get abort(): AbortController {
    return this.admitted.request.abort;
  }

  execute(value: object, database?: Database): Promise<ExecutionResult> {
    return this.tools.executeEvent(this.admitted, value, database);
  }

  toPayload(result: ExecutionResult): RenderedResult {
    const rendered = new RenderedResult(this.tools.format(result, this.admitted, this.#isFirst));
    this.#isFirst = false;
    return rendered;
  }

  /** An error as the last thing that is said. */
  failed(error: unknown): FormattedExecutionResult {
    return this.tools.format({ errors: [error as GraphQLError] }, this.admitted, false);
  }
}
