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
import { OperationExecutor } from './compiled-queries.js';
import { DocumentCache } from './document-cache.js';
import { defaultLimits, type Limits } from './limits.js';
import { type MeasureOperation, outcomeOf } from './measured-operation.js';
import { createMask, type ClassifyFailure, type Mask, type MaskedOperation } from './mask.js';
import type { AdmittedOperation, OperationRequest, OperationState, StepTools } from './operation.js';
import { type RateLimiter, TokenBuckets } from './rate-limiter.js';
import { logOperation } from './operation-log.js';
import { refuse, type Refusal } from './refusal.js';
import { executedStream, type RenewContext } from './executed-stream.js';
import { resultStream } from './result-stream.js';
import { steps } from './steps.js';
import { OperationTimeout, untilAborted, type Waited } from './until-aborted.js';

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
}

/** The answer to an operation, and what HTTP says of it. */
export interface Outcome {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: FormattedExecutionResult;
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

  constructor(private readonly options: PipelineOptions) {
    this.limits = { ...defaultLimits, ...options.limits };
    this.mask = createMask(options.logger, options.classify);
    this.#executor = new OperationExecutor(options.schema);
    this.#tools = {
      schema: options.schema,
      limits: this.limits,
      introspection: options.introspection ?? true,
      cache: new DocumentCache(this.limits.documents),
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
    return { status: 200, headers: {}, body: this.#format(waited.value, admitted, true) };
  }

  /** Starts an admitted subscription: its results, or the answer why it cannot start. */
  async subscribe(
    admitted: AdmittedOperation,
  ): Promise<AsyncGenerator<FormattedExecutionResult, void, void> | Outcome> {
    const begun = performance.now();
    const started = await this.#start(admitted);
    this.#measure(admitted, begun, 'body' in started ? started : null);
    return started;
  }

  async #start(admitted: AdmittedOperation): Promise<AsyncGenerator<FormattedExecutionResult, void, void> | Outcome> {
    const { abort } = admitted.request;
    const waited: Waited<ExecutionResult | AsyncGenerator<ExecutionResult, void, void>> = await untilAborted(
      () => this.#events(admitted),
      abort,
      this.limits.timeout,
      (late) => void ('next' in late && late.return(undefined).catch(() => {})),
    );
    if ('aborted' in waited) {
      return this.refused(this.#interrupted(waited.aborted), admitted.request);
    }
    if (!('next' in waited.value)) {
      return { status: 200, headers: {}, body: this.#format(waited.value, admitted, true) };
    }
    let first = true;
    return resultStream(waited.value, abort, (result) => {
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

  async #events(admitted: AdmittedOperation): Promise<ExecutionResult | AsyncGenerator<ExecutionResult, void, void>> {
    const renew: RenewContext = this.options.renewContext ?? ((contextValue) => contextValue);
    const execution = this.#arguments(admitted);
    // One context for the whole subscription: what its source learns of the viewer holds for what is read later, too.
    const contextValue: object = {
      ...execution.contextValue,
      executeFrame: async (rootValue: object, database: Database) =>
        execute({ ...execution, rootValue, contextValue: renew(contextValue, database) }),
    };
    const source = await createSourceEventStream({ ...execution, contextValue });
    if (!(Symbol.asyncIterator in source)) {
      return source;
    }
    return executedStream(source, (rootValue) =>
      execute({ ...execution, rootValue, contextValue: renew(contextValue) }),
    );
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

function asGraphQLError(error: unknown): GraphQLError {
  return error instanceof GraphQLError
    ? error
    : new GraphQLError(String(error), { originalError: error instanceof Error ? error : new Error(String(error)) });
}
