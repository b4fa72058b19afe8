import { Migration20261123000100_realtime } from './Migration20261123000100_realtime.js';
import { Migration20261123000200_domain } from './Migration20261123000200_domain.js';
import { Migration20261123000300_guards } from './Migration20261123000300_guards.js';
import { Migration20261124000100_sign_in_failures } from './Migration20261124000100_sign_in_failures.js';
import { Migration20261124000200_received_uploads } from './Migration20261124000200_received_uploads.js';
import { Migration20261127000300_no_evidence_points } from './Migration20261127000300_no_evidence_points.js';
import { Migration20261127000400_evidence_media_types } from './Migration20261127000400_evidence_media_types.js';
import { Migration20261127000410_used_uploads } from './Migration20261127000410_used_uploads.js';
import { Migration20261127001000_event_partitions } from './Migration20261127001000_event_partitions.js';
import { Migration20261127001100_incarnation } from './Migration20261127001100_incarnation.js';
import { Migration20261127002000_presence } from './Migration20261127002000_presence.js';
import { Migration20261127003000_access_versions } from './Migration20261127003000_access_versions.js';
import { Migration20261128000100_ledger_log } from './Migration20261128000100_ledger_log.js';
import { Migration20261128000200_sealed_marks } from './Migration20261128000200_sealed_marks.js';
import { Migration20261128000300_rating_sessions } from './Migration20261128000300_rating_sessions.js';
import { Migration20261128000400_publications } from './Migration20261128000400_publications.js';
import { Migration20261128000410_witnesses } from './Migration20261128000410_witnesses.js';
import { Migration20261128000500_appeals } from './Migration20261128000500_appeals.js';
import { Migration20261128000600_audit_cases } from './Migration20261128000600_audit_cases.js';
import { Migration20261128000700_sealed_proposals } from './Migration20261128000700_sealed_proposals.js';
import { Migration20261128000800_embargo } from './Migration20261128000800_embargo.js';
import { Migration20261128001000_mark_guards } from './Migration20261128001000_mark_guards.js';

/** All migrations in their order, named one by one so that no folder is searched at run time. */
export const migrationsList = [
  Migration20261123000100_realtime,
  Migration20261123000200_domain,
  Migration20261123000300_guards,
  Migration20261124000100_sign_in_failures,
  Migration20261124000200_received_uploads,
  Migration20261127000300_no_evidence_points,
  Migration20261127000400_evidence_media_types,
  Migration20261127000410_used_uploads,
  Migration20261127001000_event_partitions,
  Migration20261127001100_incarnation,
  Migration20261127002000_presence,
  Migration20261127003000_access_versions,
  Migration20261128000100_ledger_log,
  Migration20261128000200_sealed_marks,
  Migration20261128000300_rating_sessions,
  Migration20261128000400_publications,
  Migration20261128000410_witnesses,
  Migration20261128000500_appeals,
  Migration20261128000600_audit_cases,
  Migration20261128000700_sealed_proposals,
  Migration20261128000800_embargo,
  Migration20261128001000_mark_guards,
];
