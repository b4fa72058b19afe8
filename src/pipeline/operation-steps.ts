import { getOperationAST, getVariableValues, GraphQLError } from 'graphql';
import type { OperationState, Step, StepTools } from './operation.js';
import { rateKey } from './rate-limiter.js';
import { refuse, type Refusal, refuseValues } from './refusal.js';

/** Finds the operation that is meant, and whether it may come this way. */
export const chooseOperation: Step = (state) => {
  const { document, request } = state;
  const operation = document && getOperationAST(document, request.operationName);
  if (!operation) {
    return refuse('OPERATION_RESOLUTION_FAILURE');
  }
  const { carries } = request;
  if (carries === 'QUERIES_AND_SUBSCRIPTIONS' && operation.operation === 'mutation') {
    return refuse('BAD_REQUEST', { key: 'MUTATIONS_BY_POST', parameters: { method: 'POST' } });
  }
  if (carries === 'QUERIES' && operation.operation !== 'query') {
    return refuse('BAD_REQUEST', {
      key: 'QUERIES_ONLY',
      parameters: { method: 'GET' },
      status: 405,
      headers: { allow: 'POST' },
    });
  }
  if (carries === 'QUERIES_AND_MUTATIONS' && operation.operation === 'subscription') {
    return refuse('BAD_REQUEST', {
      key: 'SUBSCRIPTIONS_ELSEWHERE',
      parameters: { protocols: 'WebSocket (graphql-transport-ws), text/event-stream (/graphql/stream)' },
    });
  }
  state.operation = operation;
  return undefined;
};

/** Reads the variables; every faulty one is named, up to the greatest number of faults. */
export const readVariables: Step = ({ operation, request }, { schema, limits }) => {
  const definitions = operation?.variableDefinitions ?? [];
  const { errors } = getVariableValues(schema, definitions, request.variables, { maxErrors: limits.faults });
  return errors ? refuseValues(errors) : undefined;
};

/** Computes the cost before anything is executed. */
export const limitCost: Step = (state, { costs, limits }) => {
  const { document, operation, request } = state;
  if (!document || !operation) {
    return undefined;
  }
  const limit = request.principal === null ? limits.cost.anonymous : limits.cost.signedIn;
  try {
    state.cost = { requested: costs.of(document, operation, request.variables), limit };
  } catch (error) {
    if (!(error instanceof GraphQLError)) {
      throw error;
    }
    return error.nodes
      ? refuseValues([error])
      : refuse('COST_EXCEEDED', { parameters: { limit }, extensions: { limit } });
  }
  return state.cost.requested > limit
    ? refuse('COST_EXCEEDED', { parameters: { limit }, extensions: { cost: state.cost } })
    : undefined;
};

/** Spends what reading an operation costs, before it is read: whoever has spent too much costs nothing more. */
export const limitReading: Step = (state, tools) => spend(state, tools, tools.limits.refusalCost);

/** Spends the rest of the cost from the bucket of the principal at its address. */
export const limitRate: Step = (state, tools) =>
  spend(state, tools, Math.max(0, (state.cost?.requested ?? 0) - tools.limits.refusalCost));

async function spend({ request }: OperationState, { rateLimiter }: StepTools, points: number): Promise<Refusal | undefined> {
  const decision = await rateLimiter.take(rateKey(request.principal, request.address), points);
  if (decision.allowed) {
    return undefined;
  }
  const retryAfter = decision.retryAfterSeconds;
  return refuse('RATE_LIMITED', {
    parameters: { seconds: retryAfter },
    status: 429,
    headers: { 'retry-after': String(retryAfter) },
    extensions: { retryAfter },
  });
}
