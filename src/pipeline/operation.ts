import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Locale } from '../language/index.js';
import type { DocumentCache } from './document-cache.js';
import type { KnownCosts } from './known-costs.js';
import type { Limits } from './limits.js';
import type { RateLimiter } from './rate-limiter.js';
import type { Refusal } from './refusal.js';

/** One operation as it came in, with the context it would be executed with. */
export interface OperationRequest {
  readonly source: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly contextValue: object;
  readonly requestId: string;
  /** The language in which refusals are told. */
  readonly locale: Locale;
  /** The account, or null for the public. */
  readonly principal: string | null;
  readonly address: string;
  /**
   * What this way of asking can carry: queries alone (GET), no subscriptions (POST), no mutations (GET of an event
   * stream), or all (WebSocket, POST for an event stream).
   */
  readonly carries: 'QUERIES' | 'QUERIES_AND_MUTATIONS' | 'QUERIES_AND_SUBSCRIPTIONS' | 'ALL';
  /** Aborted by the transport when the client leaves, and by the pipeline when the time is up. */
  readonly abort: AbortController;
}

/** What the steps work with. */
export interface StepTools {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly introspection: boolean;
  readonly cache: DocumentCache;
  readonly costs: KnownCosts;
  readonly rateLimiter: RateLimiter;
}

/** An operation on its way through the steps; each adds what it found. */
export interface OperationState {
  readonly request: OperationRequest;
  document?: DocumentNode;
  /** The document was found valid before. */
  known?: boolean;
  operation?: OperationDefinitionNode;
  cost?: { readonly requested: number; readonly limit: number };
}

/** An operation that went through all steps. */
export interface AdmittedOperation {
  readonly request: OperationRequest;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly cost: { readonly requested: number; readonly limit: number };
}

/** One step: lets the operation pass, or says why not. */
export type Step = (state: OperationState, tools: StepTools) => Refusal | undefined | Promise<Refusal | undefined>;
