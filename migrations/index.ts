import { Migration20261123000100_realtime } from './Migration20261123000100_realtime.js';
import { Migration20261123000200_domain } from './Migration20261123000200_domain.js';
import { Migration20261123000300_guards } from './Migration20261123000300_guards.js';

/** All migrations in their order, named one by one so that no folder is searched at run time. */
export const migrationsList = [
  Migration20261123000100_realtime,
  Migration20261123000200_domain,
  Migration20261123000300_guards,
];
