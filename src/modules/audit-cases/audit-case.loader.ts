import { type RawBuilder, type Selectable, sql } from 'kysely';
import { defineLoader, inOrder } from '../../database/loaders.js';
import type { Database, Tables } from '../../database/tables.js';
import { defineOrdering } from '../../relay/connections/ordering.js';
import type { Viewer } from '../accounts/index.js';
import type { AuditCaseState } from './audit-case.entity.js';
import { maySeeAuditCases } from './audit-case.policy.js';
import type { SignalKind } from './signals/finding.js';

/** A case as plain rows see it, with those who have an interest in its cycle. */
export type AuditCaseRow = Selectable<Tables['audit_case']> & {
  readonly council_ids: readonly string[];
  readonly rater_ids: readonly string[];
};

/** The newest first. */
export const auditCaseOrdering = defineOrdering([{ column: 'audit_case.id', type: 'uuid', direction: 'desc' }]);

/** Cases with the councils and raters of their cycles, whoever asks: visibility is for the caller. */
export function auditCaseRows(database: Database) {
  return database
    .selectFrom('audit_case')
    .selectAll('audit_case')
    .select([
      sql<string[]>`array(
        select e.council_id::text from evaluation e where e.cycle_id = audit_case.cycle_id)`.as('council_ids'),
      sql<string[]>`array(
        select distinct a.rater_id::text from rater_assignment a join evaluation e on e.id = a.evaluation_id
        where e.cycle_id = audit_case.cycle_id)`.as('rater_ids'),
    ]);
}

/** Which cases a list holds; everything where it is left out. */
export interface AuditCaseFilter {
  readonly cycleId: string | null;
  readonly kind: SignalKind | null;
  readonly state: AuditCaseState | null;
}

/** The cases that the viewer may see. */
export function auditCasesFor(database: Database, viewer: Viewer, { cycleId, kind, state }: AuditCaseFilter) {
  let query = auditCaseRows(database).where(auditCaseVisible(viewer));
  if (cycleId !== null) {
    query = query.where('audit_case.cycle_id', '=', cycleId);
  }
  if (kind !== null) {
    query = query.where('audit_case.kind', '=', kind);
  }
  return state === null ? query : query.where('audit_case.state', '=', state);
}

/** The rule of `mayReadAuditCase` as a condition on the table `audit_case`, for lists; a test holds the two together. */
function auditCaseVisible(viewer: Viewer): RawBuilder<boolean> {
  if (!maySeeAuditCases(viewer)) {
    return sql<boolean>`false`;
  }
  return sql<boolean>`not exists (
    select 1 from evaluation e
    where e.cycle_id = audit_case.cycle_id and (
      e.council_id = any(${[...viewer.councils.keys()]}::uuid[])
      or exists (select 1 from rater_assignment a where a.evaluation_id = e.id and a.rater_id = ${viewer.accountId})
    )
  )`;
}

/** Cases by id, whoever asks: visibility is for the caller. */
export const auditCaseById = defineLoader<string, AuditCaseRow | null>(async (database, ids) => {
  const rows = await auditCaseRows(database).where('audit_case.id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});
