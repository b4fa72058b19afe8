export { resolveDataDirectory } from './data-location.js';
export { EmbeddedPostgresError, type EmbeddedPostgresErrorCode, failure, tellsOfFullDisk, unwritable } from './embedded-postgres-error.js';
export { claimant } from './folder-claim.js';
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './start.js';
