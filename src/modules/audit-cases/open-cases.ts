import { v7 } from 'uuid';
import type { Transaction } from '../../database/unit-of-work.js';
import { contentHash, domainTags } from '../../ledger/index.js';
import { readAuditedCycle } from './read-audited-cycle.js';
import type { Finding } from './signals/finding.js';
import type { AuditedCycle } from './signals/find-signals.js';
import { thresholds } from './signals/thresholds.js';

/** Looks for signals in what became of a cycle's marks. */
export type FindSignals = (cycle: AuditedCycle) => readonly Finding[];

/** Rows that one INSERT may have: PostgreSQL takes 65,535 parameters. */
const rowsAtOnce = 2_000;

/**
 * Opens a case for each signal that a cycle gives, and enters it in the ledger; a signal that has its case already opens
 * no other, whatever became of it. With them the ledger gets the thresholds by which they were looked for.
 */
export async function openCases(transaction: Transaction, cycleId: string, find: FindSignals): Promise<void> {
  const { audited, evaluationIds } = await readAuditedCycle(transaction.database, cycleId);
  const cases = find(audited).map((found) => ({ id: v7(), found }));
  for (let at = 0; at < cases.length; at += rowsAtOnce) {
    const rows = cases.slice(at, at + rowsAtOnce).map(({ id, found }) => toRow(id, cycleId, found, evaluationIds));
    const opened = await transaction.database
      .insertInto('audit_case')
      .values(rows as never)
      .onConflict((conflict) => conflict.columns(['cycle_id', 'kind', 'subject']).doNothing())
      .returning('id')
      .execute();
    const ids = new Set(opened.map(({ id }) => id));
    for (const { id, found } of cases.filter((opening) => ids.has(opening.id))) {
      transaction.enter({
        action: 'auditCase.opened',
        subjectType: 'AuditCase',
        subjectId: id,
        // What was found stands in a row that cannot change; here its hash proves that it did not.
        body: { kind: found.kind, findingHash: contentHash(domainTags.auditFinding, { auditCaseId: id, ...found }) },
      });
    }
  }
  transaction.enter({ action: 'auditCases.sought', subjectType: 'RatingCycle', subjectId: cycleId, body: { thresholds } });
}

function toRow(id: string, cycleId: string, found: Finding, evaluationIds: ReadonlyMap<string, string>) {
  const { kind, rater, otherRater, council, indicator, round, figure, threshold, detail } = found;
  return {
    id,
    cycle_id: cycleId,
    kind,
    rater,
    other_rater: otherRater,
    evaluation_id: council === null ? null : (evaluationIds.get(council) ?? null),
    indicator_code: indicator,
    round,
    subject: JSON.stringify([rater, otherRater, council, indicator, round]),
    figure,
    threshold,
    detail: JSON.stringify(detail),
  };
}
