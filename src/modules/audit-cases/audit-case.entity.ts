import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId, version } from '../../database/columns.js';
import { EvaluationEntity, RatingCycleEntity } from '../cycles/index.js';
import { type SignalDetail, signalKinds } from './signals/finding.js';

/** The states of a case; its table of transitions is `audit-case.machine.ts`. */
export const auditCaseStates = ['OPEN', 'EXPLAINED', 'CONFIRMED'] as const;

/**
 * A signal about how marks came about, as a case for auditors. What was found never changes, and no row is deleted: the
 * database refuses both, and any change of a case that is not open. Nothing but people's eyes hangs on it.
 */
export const AuditCaseEntity = defineEntity({
  name: 'AuditCase',
  properties: {
    id: orderedId(),
    cycleId: () => p.manyToOne(RatingCycleEntity).mapToPk().fieldName('cycle_id'),
    kind: p.enum(signalKinds),
    /** Pseudonyms in the cycle; null where it is about no single rater, or no pair. */
    rater: p.text().nullable(),
    otherRater: p.text().nullable(),
    /** The council in the cycle; null where it is about several. */
    evaluationId: () =>
      p.manyToOne(EvaluationEntity).mapToPk().fieldName('evaluation_id').nullable().updateRule('no action').deleteRule('no action'),
    indicatorCode: p.text().nullable(),
    round: p.integer().nullable(),
    /** Raters, council, indicator and round as one text, so that what is found again is known even where parts are empty. */
    subject: p.text(),
    figure: p.float().columnType('double precision'),
    threshold: p.float().columnType('double precision'),
    detail: p.json<SignalDetail>(),
    state: p.enum(auditCaseStates).default('OPEN'),
    /** What the auditor has found out. */
    resolution: p.text().nullable(),
    resolvedBy: p.uuid().nullable(),
    resolvedAt: p.datetime().nullable(),
    createdAt: createdAt(),
    version: version(),
  },
  uniques: [{ properties: ['cycleId', 'kind', 'subject'] }],
});

export type AuditCase = InferEntity<typeof AuditCaseEntity>;
export type AuditCaseState = (typeof auditCaseStates)[number];

declare module '../../database/tables.js' {
  interface Tables {
    audit_case: InferKyselyTable<typeof AuditCaseEntity>;
  }
}
