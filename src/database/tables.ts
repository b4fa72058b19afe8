import type { Kysely } from 'kysely';

/**
 * Every table as plain rows see it. A module (or technical folder) that owns a table adds it here by declaration
 * merging, beside its entity, so that this folder need not know the domain.
 */
// oxlint-disable-next-line typescript/no-empty-object-type
export interface Tables {}

/** Plain-row access to the database: a connection pool, or one transaction on it. */
export type Database = Kysely<Tables>;
