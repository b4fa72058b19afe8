import { GraphQLError, NoSchemaIntrospectionCustomRule, parse, specifiedRules, validate } from 'graphql';
import { measureDocument } from './document-measure.js';
import { greatestRepeat } from './field-repeats.js';
import type { Step } from './operation.js';
import { refuse, refuseErrors } from './refusal.js';

/** Reads the text; stops at the greatest number of tokens. */
export const parseDocument: Step = (state, { cache, limits }) => {
  const known = cache.get(state.request.source);
  if (known) {
    state.document = known;
    state.known = true;
    return undefined;
  }
  try {
    state.document = parse(state.request.source, { maxTokens: limits.tokens });
    return undefined;
  } catch (error) {
    if (error instanceof GraphQLError) {
      return refuseErrors('GRAPHQL_PARSE_FAILED', [error]);
    }
    // The parser recurses; lists within lists can go beyond the stack before they go beyond the tokens.
    return refuse('GRAPHQL_PARSE_FAILED');
  }
};

/** Measures the document against depth, aliases, root mutations, directives and repeats. */
export const limitDocument: Step = ({ document, known }, { limits }) => {
  if (!document || known) {
    return undefined;
  }
  const measure = measureDocument(document);
  const checks = [
    ['DEPTH_EXCEEDED', measure.depth, limits.depth],
    ['ALIASES_EXCEEDED', measure.aliases, limits.aliases],
    ['MUTATIONS_EXCEEDED', measure.rootMutations, limits.rootMutations],
    ['DIRECTIVES_EXCEEDED', measure.directives, limits.directives],
  ] as const;
  for (const [code, requested, limit] of checks) {
    if (requested > limit) {
      return refuse(code, { parameters: { limit }, extensions: { requested, limit } });
    }
  }
  return greatestRepeat(document) > limits.repeats
    ? refuse('GRAPHQL_VALIDATION_FAILED', { parameters: { limit: limits.repeats } })
    : undefined;
};

/** Checks the document against the schema. */
export const validateDocument: Step = (state, { schema, introspection, limits, cache }) => {
  const { document, known, request } = state;
  if (!document || known) {
    return undefined;
  }
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const errors = validate(schema, document, rules, { maxErrors: limits.faults, hideSuggestions: true });
  if (errors.length > 0) {
    return refuseErrors('GRAPHQL_VALIDATION_FAILED', errors);
  }
  // Equal operations are known by their document, also those that came before it was found valid.
  state.document = cache.set(request.source, document);
  return undefined;
};
