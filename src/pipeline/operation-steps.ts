import { getOperationAST, getVariableValues, GraphQLError } from 'graphql';
import { costOf } from './cost.js';
import type { OperationState, Step, StepTools } from './operation.js';
import { rateKey } from './rate-limiter.js';
import { refuse, type Refusal, refuseErrors } from './refusal.js';

/** Finds the operation that is meant, and whether it may come this way. */
export const chooseOperation: Step = (state) => {
  const { document, request } = state;
  const operation = document && getOperationAST(document, request.operationName);
  if (!operation) {
    return refuse(
      'OPERATION_RESOLUTION_FAILURE',
      'The document has no such operation, or several and no name is given.',
    );
  }
  if (request.carries === 'QUERIES' && operation.operation !== 'query') {
    const message = `GET carries queries only, not a ${operation.operation}.`;
    return refuse('BAD_REQUEST', message, { status: 405, headers: { allow: 'POST' } });
  }
  if (request.carries !== 'ALL' && operation.operation === 'subscription') {
    return refuse('BAD_REQUEST', 'Subscriptions are served over WebSocket (graphql-transport-ws) at the same path.');
  }
  state.operation = operation;
  return undefined;
};

/** Reads the variables; every faulty one is named, up to the greatest number of faults. */
export const readVariables: Step = ({ operation, request }, { schema, limits }) => {
  const definitions = operation?.variableDefinitions ?? [];
  const { errors } = getVariableValues(schema, definitions, request.variables, { maxErrors: limits.faults });
  return errors ? refuseErrors('BAD_USER_INPUT', errors) : undefined;
};

/** Computes the cost before anything is executed. */
export const limitCost: Step = (state, { schema, limits }) => {
  const { document, operation, request } = state;
  if (!document || !operation) {
    return undefined;
  }
  const limit = request.principal === null ? limits.cost.anonymous : limits.cost.signedIn;
  try {
    state.cost = { requested: costOf(schema, document, operation, request.variables, limits.listFactor), limit };
  } catch (error) {
    if (!(error instanceof GraphQLError)) {
      throw error;
    }
    return error.nodes
      ? refuseErrors('BAD_USER_INPUT', [error])
      : refuse('COST_EXCEEDED', 'The operation selects too many fields.', { extensions: { limit } });
  }
  const { requested } = state.cost;
  return requested > limit
    ? refuse(
        'COST_EXCEEDED',
        `The operation costs ${requested} points; one may cost ${limit} at most. Ask for smaller pages.`,
        {
          extensions: { cost: state.cost },
        },
      )
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
  return refuse('RATE_LIMITED', `Too many requests in too short a time. Try again in ${retryAfter} s.`, {
    status: 429,
    headers: { 'retry-after': String(retryAfter) },
    extensions: { retryAfter },
  });
}
