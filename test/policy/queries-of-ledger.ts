import { auditThresholds } from '../../src/modules/audit-cases/audit-threshold.type.js';
import { auditCaseNodeId } from './prepared-audit-case.js';
import { type Keys, query, type QueryRow } from './query-row.js';
import type { Row } from './row.js';

const allButAuditor =
  'public agency methodologist approver manager facilitator assignedRater otherRater chair secretary otherSecretary member';

/** For everyone: a checkpoint and proofs say nothing but hashes. */
const forEveryone = (everything: Keys): QueryRow => ({ cells: { everything: `${allButAuditor} auditor` }, parts: { everything } });

/** In full, for auditors alone. */
const forAuditors = (key: string): QueryRow => ({
  cells: { everything: 'auditor', nothing: allButAuditor },
  parts: { everything: () => [key], nothing: () => [] },
});

const hash = 'query ($hash: Sha256!) { inclusionProof(hash: $hash) { action } }';

/** The rows of Query about the ledger, and about signals in marks. */
export const ledgerQueries: readonly Row[] = [
  query('checkpoint', forEveryone(() => ['LedgerCheckpoint']), '{ checkpoint { __typename } }'),
  query('inclusionProof', forEveryone(() => ['publication.published']), hash, ({ publishedHash }) => ({ hash: publishedHash })),
  query('consistencyProof', forEveryone(() => []), '{ consistencyProof(from: 2, to: 1) { from } }'),
  query('verifyPublication', forEveryone(() => ['true']), '{ verifyPublication(number: 1) { hashHolds } }'),
  query('ledgerEntries', forAuditors('0'), '{ ledgerEntries(first: 1) { nodes { sequence } } }'),
  query('auditCases', forAuditors(auditCaseNodeId), '{ auditCases(first: 100) { nodes { id } } }'),
  query('auditThresholds', forEveryone(() => auditThresholds.map(({ name }) => name)), '{ auditThresholds { name } }'),
];
