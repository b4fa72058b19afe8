import {
  createSourceEventStream,
  execute,
  GraphQLError,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { Logger } from 'pino';
import type { Database } from '../database/tables.js';
import type { Sink } from '../realtime/fan-out/sink.js';
import { noteResumePoint } from '../relay/frames/resume-point.js';
import { StreamSource } from '../relay/frames/stream-source.js';
import { OperationExecutor } from './compiled-queries.js';
import { DocumentCache } from './document-cache.js';
import type { LastingFields } from '../relay/lasting-fields.js';
import { KnownCosts } from './known-costs.js';
import { isLastingAnswer } from './lasting-answer.js';
import { defaultLimits, type Limits } from './limits.js';
import { type MeasureOperation, outcomeOf } from './measured-operation.js';
import { createMask, type ClassifyFailure, type Mask, type MaskedOperation } from './mask.js';
import type { AdmittedOperation, OperationRequest, OperationState, StepTools } from './operation.js';
import { type RateLimiter, TokenBuckets } from './rate-limiter.js';
import { logOperation } from './operation-log.js';
import { refuse, type Refusal } from './refusal.js';
import { operationKey, selectionKey } from './operation-key.js';
import { PulledResults } from './pulled-results.js';
import type { RenderedResult } from './rendered-result.js';
import type { RenewContext } from './renew-context.js';
import { resultStream } from './result-stream.js';
import { SharedExecutions } from './shared-executions.js';
import { steps } from './steps.js';
import { StreamResults } from './stream-results.js';
import { SubscriptionRun, type SubscriptionTools } from './subscription-run.js';
import { OperationTimeout, untilAborted, type Waited } from './until-aborted.js';
import { sharingOf } from './viewer-dependence.js';

/** What a pipeline is made of. */
export interface PipelineOptions {
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  readonly limits?: Partial<Limits>;
  /** Whether clients may ask for the schema; they may unless said otherwise. */
  readonly introspection?: boolean;
  readonly rateLimiter?: RateLimiter;
  readonly classify?: ClassifyFailure;
  /** Makes the context of one event of a subscription; the operation's own is used unless given. */
  readonly renewContext?: RenewContext;
  readonly measure?: MeasureOperation;
  /** What the public may keep for ever once it was told; nothing unless given. */
  readonly lasting?: LastingFields;
}

/** The answer to an operation, and what HTTP says of it. */
export interface Outcome {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: FormattedExecutionResult;
  /** Whether anybody may keep it for ever. Then it tells nothing of the one request that it answers. */
  readonly isLasting?: boolean;
}

/** A pipeline's yes or no to an operation. */
export type Admission =
  | { readonly admitted: true; readonly operation: AdmittedOperation }
  | { readonly admitted: false; readonly refusal: Refusal };

const clientLeft = refuse('CLIENT_CLOSED_REQUEST', { status: 499 });

/** What every operation goes through, over HTTP and over WebSocket: the steps, execution, masking. */
export class Pipeline {
  readonly limits: Limits;
  readonly mask: Mask;
  readonly #executor: OperationExecutor;
  readonly #tools: StepTools;
  readonly #shared = new SharedExecutions();
  readonly #subscriptionTools: SubscriptionTools = {
    executeEvent: (admitted, value, database) => this.#executeEvent(admitted, value, database),
    format: (result, admitted, withExtensions) => this.#format(result, admitted, withExtensions),
  };

  constructor(private readonly options: PipelineOptions) {
    this.limits = { ...defaultLimits, ...options.limits };
    this.mask = createMask(options.logger, options.classify);
    this.#executor = new OperationExecutor(options.schema);
    this.#tools = {
      schema: options.schema,
      limits: this.limits,
      introspection: options.introspection ?? true,
      cache: new DocumentCache(this.limits.documents),
      costs: new KnownCosts(options.schema, this.limits.listFactor),
      rateLimiter: options.rateLimiter ?? new TokenBuckets(this.limits.rate),
    };
  }

  /** Takes an operation through the steps. */
  async admit(request: OperationRequest): Promise<Admission> {
    const state: OperationState = { request };
    for (const step of steps) {
      const refusal = await step(state, this.#tools);
      if (refusal) {
        const kind = state.operation?.operation ?? 'unread';
        this.options.measure?.({ kind, outcome: outcomeOf(refusal.errors), milliseconds: null });
        return { admitted: false, refusal };
      }
    }
    const { document, operation, cost } = state;
    if (!document || !operation || !cost) {
      throw new Error('The steps let an operation pass that they have not read');
    }
    return { admitted: true, operation: { request, document, operation, cost } };
  }

  /** Admits and executes a query or mutation. */
  async run(request: OperationRequest): Promise<Outcome> {
    const admission = await this.admit(request);
    return admission.admitted ? this.execute(admission.operation) : this.refused(admission.refusal, request);
  }

  /** Executes an admitted query or mutation. */
  async execute(admitted: AdmittedOperation): Promise<Outcome> {
    const started = performance.now();
    const outcome = await this.#outcome(admitted);
    logOperation(this.options.logger, admitted, started, outcome);
    this.#measure(admitted, started, outcome);
    return outcome;
  }

  async #outcome(admitted: AdmittedOperation): Promise<Outcome> {
    const { abort } = admitted.request;
    const waited = await untilAborted(
      () => this.#executor.execute(this.#arguments(admitted), admitted.operation),
      abort,
      this.limits.timeout,
    );
    if ('aborted' in waited) {
      return this.refused(this.#interrupted(waited.aborted), admitted.request);
    }
    const isLasting = isLastingAnswer(this.options.schema, this.options.lasting ?? {}, admitted, waited.value);
    return { status: 200, headers: {}, body: this.#format(waited.value, admitted, !isLasting), isLasting };
  }

  /**
   * Starts an admitted subscription: its results, or the answer why it cannot start. With a sink the results of a stream
   * are written there, as bytes that those who ask for the same share, and only the end of the stream comes from here.
   */
  async subscribe(
    admitted: AdmittedOperation,
    sink: Sink<RenderedResult> | null = null,
  ): Promise<AsyncGenerator<FormattedExecutionResult, void, void> | Outcome> {
    const begun = performance.now();
    const started = await this.#start(admitted, sink);
    this.#measure(admitted, begun, 'body' in started ? started : null);
    return started;
  }

  async #start(
    admitted: AdmittedOperation,
    sink: Sink<RenderedResult> | null,
  ): Promise<AsyncGenerator<FormattedExecutionResult, void, void> | Outcome> {
    const { abort } = admitted.request;
    const waited: Waited<ExecutionResult | AsyncIterable<unknown>> = await untilAborted(
      () => createSourceEventStream(this.#arguments(admitted)),
      abort,
      this.limits.timeout,
      (late) => void (isGenerator(late) && late.return(undefined).catch(() => {})),
    );
    if ('aborted' in waited) {
      return this.refused(this.#interrupted(waited.aborted), admitted.request);
    }
    const source = waited.value;
    if (source instanceof StreamSource) {
      return this.#follow(source, admitted, sink);
    }
    if (!(Symbol.asyncIterator in source)) {
      return { status: 200, headers: {}, body: this.#format(source, admitted, true) };
    }
    let first = true;
    return resultStream(this.#executed(source, admitted), abort, (result) => {
      const formatted = this.#format(result, admitted, first);
      first = false;
      return formatted;
    });
  }

  /** The answer that a refusal gives. */
  refused({ status, headers = {}, errors }: Refusal, request: MaskedOperation): Outcome {
    const body = {
      errors: errors.map((error) => this.mask(error, request)),
      extensions: { requestId: request.requestId },
    };
    return { status, headers, body };
  }

  #measure({ operation }: AdmittedOperation, started: number, outcome: Outcome | null): void {
    const milliseconds = performance.now() - started;
    this.options.measure?.({ kind: operation.operation, outcome: outcomeOf(outcome?.body.errors), milliseconds });
  }

  #arguments({ document, request }: AdmittedOperation) {
    return {
      schema: this.options.schema,
      document,
      operationName: request.operationName,
      variableValues: request.variables,
      contextValue: request.contextValue,
    };
  }

  #follow(source: StreamSource, admitted: AdmittedOperation, sink: Sink<RenderedResult> | null): StreamResults {
    const { snapshotDependsOn } = sharingOf(this.options.schema, admitted.document, admitted.operation);
    const run = new SubscriptionRun(admitted, this.#subscriptionTools, snapshotDependsOn !== 'VIEWER');
    const pulled = sink ? null : new PulledResults();
    const feed = source.open(operationKey(admitted, this.options.schema), sink ?? (pulled as PulledResults), run);
    return new StreamResults(feed, source, run, pulled);
  }

  async *#executed(source: AsyncIterable<unknown>, admitted: AdmittedOperation): AsyncGenerator<ExecutionResult> {
    const key = selectionKey(admitted, this.options.schema);
    for await (const event of source) {
      yield await this.#shared.of(event, key, () => this.#executeEvent(admitted, event));
    }
  }

  /** Executes the selection of a subscription on one event, with a context of its own. */
  async #executeEvent(admitted: AdmittedOperation, rootValue: unknown, database?: Database): Promise<ExecutionResult> {
    const { contextValue } = admitted.request;
    const renewed = this.options.renewContext?.(contextValue, database) ?? contextValue;
    const result = await execute({ ...this.#arguments(admitted), rootValue, contextValue: renewed });
    noteResumePoint(result, rootValue);
    return result;
  }

  #interrupted(reason: unknown): Refusal {
    if (!(reason instanceof OperationTimeout)) {
      return clientLeft;
    }
    return refuse('TIMEOUT', { status: 503 });
  }

  #format(result: ExecutionResult, admitted: AdmittedOperation, withExtensions: boolean): FormattedExecutionResult {
    const { requestId, locale } = admitted.request;
    const operationName = admitted.operation.name?.value ?? null;
    return {
      ...(result.errors
        ? { errors: result.errors.map((error) => this.mask(asGraphQLError(error), { requestId, operationName, locale })) }
        : {}),
      ...(result.data === undefined ? {} : { data: result.data }),
      ...(withExtensions ? { extensions: { requestId, cost: admitted.cost } } : {}),
    };
  }
}

function isGenerator(value: object): value is AsyncGenerator<unknown, void, void> {
  return 'return' in value;
}

function asGraphQLError(error: unknown): GraphQLError {
  return error instanceof GraphQLError
    ? error
    : new GraphQLError(String(error), { originalError: error instanceof Error ? error : new Error(String(error)) });
}
