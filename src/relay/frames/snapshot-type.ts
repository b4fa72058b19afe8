import type { GraphQLObjectType } from 'graphql';
import { Extensions } from 'type-graphql';
import type { ObjectTypeClass } from '../abstract-types.js';

/** Marks the type of a stream's snapshots. They are executed in the transaction that reads them, and may hang on
 * other eyes than the events. */
export function markSnapshotType(type: ObjectTypeClass): void {
  Extensions({ isSnapshot: true })(type as never);
}

/** Whether a type is that of a stream's snapshots. */
export function isSnapshotType({ extensions }: GraphQLObjectType): boolean {
  return extensions.isSnapshot === true;
}
