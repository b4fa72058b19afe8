import type { GraphQLField } from 'graphql';
import { Extensions } from 'type-graphql';

/**
 * Whose eyes the value of a field hangs on, given the object that it is a field of. From the least to the most:
 * - `NOBODY`: it is the same for everyone, the language apart;
 * - `AUDIENCE`: it is the same for all who may listen to the stream and are of one audience (`ListeningRight`): it may
 *   hang on being allowed to listen, on granted roles and, within an evaluation, on the part in it and in its council;
 * - `VIEWER`: it may be another for every account.
 */
export type ViewerDependence = 'NOBODY' | 'AUDIENCE' | 'VIEWER';

/**
 * Marks a field with a resolver that hangs on less than the viewer. What hides an object from some, by null or by
 * leaving it out of a list, hangs on them. Not marked, a resolver is taken to hang on the viewer: it is safe, and slower.
 */
export const DependsOn = (dependsOn: Exclude<ViewerDependence, 'VIEWER'>) => Extensions({ dependsOn });

/** Whose eyes a field hangs on. One that only reads a property hangs on nobody: whoever made the object has decided. */
export function dependenceOf({ resolve, extensions }: GraphQLField<unknown, unknown>): ViewerDependence {
  const { dependsOn } = extensions as { readonly dependsOn?: ViewerDependence };
  return dependsOn ?? (resolve ? 'VIEWER' : 'NOBODY');
}
