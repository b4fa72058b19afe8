import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { randomId, version } from '../../database/columns.js';
import { EvaluationEntity } from '../cycles/index.js';

/**
 * The states of an item: PENDING before scoring, OPEN for individual marks, CLOSED, REVEALED to those who may see marks,
 * OFFICIAL with its points, LOCKED. What a joint session does with a revealed item stands in the item of the session.
 */
export const evaluationItemStates = ['PENDING', 'OPEN', 'CLOSED', 'REVEALED', 'OFFICIAL', 'LOCKED'] as const;

/** Where official points come from. */
export const officialBases = [
  'MEDIAN',
  'MEAN',
  'TRIMMED_MEAN',
  'MEASURED',
  'CONSENSUS',
  'APPEAL',
  'CORRECTION',
  'NO_EVIDENCE',
  'NOT_APPLICABLE',
] as const;

/** One indicator of one evaluation. */
export const EvaluationItemEntity = defineEntity({
  name: 'EvaluationItem',
  properties: {
    id: randomId(),
    evaluationId: () => p.manyToOne(EvaluationEntity).mapToPk().fieldName('evaluation_id'),
    indicatorCode: p.text(),
    criterionCode: p.text(),
    ordinal: p.integer(),
    state: p.enum(evaluationItemStates).default('PENDING'),
    /** The exact official points as a fraction or whole number ("32/7", "12"), zero for missing evidence that counts so; null without a number. */
    officialPoints: p.text().nullable(),
    officialBasis: p.enum(officialBases).nullable(),
    officialReason: p.text().nullable(),
    /** The round that takes marks: 0 for the individual one, 1 and more in a session; null while none does. */
    openRound: p.integer().nullable(),
    /** When the open round of a session ends by itself; null without one, for round 0, and while it is suspended. */
    roundClosesAt: p.datetime().nullable(),
    /** The last round whose marks were revealed; null before the first. */
    revealedRound: p.integer().nullable(),
    revealedAt: p.datetime().nullable(),
    version: version(),
  },
  uniques: [{ properties: ['evaluationId', 'indicatorCode'] }],
});

export type EvaluationItem = InferEntity<typeof EvaluationItemEntity>;
export type EvaluationItemState = (typeof evaluationItemStates)[number];
export type OfficialBasis = (typeof officialBases)[number];

declare module '../../database/tables.js' {
  interface Tables {
    evaluation_item: InferKyselyTable<typeof EvaluationItemEntity>;
  }
}
