import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId } from '../../database/columns.js';
import { EvaluationItemEntity, officialBases } from './evaluation-item.entity.js';

/** Why official points were replaced: by an appeal, by the check of other councils that follows one, or by a correction. */
export const adjustmentSources = ['APPEAL', 'EQUAL_TREATMENT', 'CORRECTION'] as const;

/**
 * What takes the place of official points. Points that were settled are never edited: an adjustment stands beside them,
 * with its reason, and the last one counts. Append-only.
 */
export const ScoreAdjustmentEntity = defineEntity({
  name: 'ScoreAdjustment',
  properties: {
    id: orderedId(),
    itemId: () => p.manyToOne(EvaluationItemEntity).mapToPk().fieldName('item_id'),
    source: p.enum(adjustmentSources),
    /** The appeal, or the publication that is corrected. */
    sourceId: p.uuid(),
    /** Exact, as official points are; null for what has no number. */
    points: p.text().nullable(),
    basis: p.enum(officialBases),
    reason: p.text(),
    decidedBy: p.uuid().nullable(),
    createdAt: createdAt(),
  },
  indexes: [{ properties: ['itemId'] }],
});

export type ScoreAdjustment = InferEntity<typeof ScoreAdjustmentEntity>;
export type AdjustmentSource = (typeof adjustmentSources)[number];

declare module '../../database/tables.js' {
  interface Tables {
    score_adjustment: InferKyselyTable<typeof ScoreAdjustmentEntity>;
  }
}
