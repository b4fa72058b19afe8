import { mutations } from './mutations.js';
import { queries } from './queries.js';
import type { Row } from './row.js';
import { subscriptions } from './subscriptions.js';

/** Who gets what: every root field of the schema, by the type that holds it, against every kind of viewer. */
export const policyMatrix: Readonly<Record<'Query' | 'Mutation' | 'Subscription', readonly Row[]>> = {
  Query: queries,
  Mutation: mutations,
  Subscription: subscriptions,
};
