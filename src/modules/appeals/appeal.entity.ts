import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId, version } from '../../database/columns.js';
import { EvaluationEntity } from '../cycles/index.js';

/** The states of an appeal; its table of transitions is `appeal.machine.ts`. */
export const appealStates = [
  'DRAFT',
  'FILED',
  'ADMISSIBLE',
  'INADMISSIBLE',
  'IN_PANEL',
  'DECIDED',
  'APPLIED',
  'CLOSED',
  'WITHDRAWN',
] as const;

/** A council's appeal against the preliminary result of its evaluation. What it asks for stands in its items. */
export const AppealEntity = defineEntity({
  name: 'Appeal',
  properties: {
    id: orderedId(),
    evaluationId: () => p.manyToOne(EvaluationEntity).mapToPk().fieldName('evaluation_id'),
    state: p.enum(appealStates).default('DRAFT'),
    createdBy: p.uuid(),
    /** The chair who has signed it. */
    filedBy: p.uuid().nullable(),
    filedAt: p.datetime().nullable(),
    /** Who has found it admissible or not, and why: the last word on that. */
    admittedBy: p.uuid().nullable(),
    admissionReasons: p.text().nullable(),
    /** What the council says against its being found inadmissible; once. */
    complaint: p.text().nullable(),
    complainedAt: p.datetime().nullable(),
    decidedAt: p.datetime().nullable(),
    createdAt: createdAt(),
    /** When its draft was last written; later it tells nothing, so that nobody counts the voices of a panel by it. */
    draftedAt: createdAt(),
    version: version(),
  },
  indexes: [{ properties: ['evaluationId'] }],
});

export type Appeal = InferEntity<typeof AppealEntity>;
export type AppealState = (typeof appealStates)[number];

declare module '../../database/tables.js' {
  interface Tables {
    appeal: InferKyselyTable<typeof AppealEntity>;
  }
}
