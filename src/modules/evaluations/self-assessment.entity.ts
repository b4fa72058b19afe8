import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, exactDecimal, orderedId, version } from '../../database/columns.js';
import { EvaluationItemEntity } from './evaluation-item.entity.js';

/** What a council claims for itself on one item; hidden from a rater until that rater has submitted a mark on it. */
export const SelfAssessmentEntity = defineEntity({
  name: 'SelfAssessment',
  properties: {
    id: orderedId(),
    itemId: () => p.manyToOne(EvaluationItemEntity).mapToPk().fieldName('item_id').unique(),
    claimedPoints: exactDecimal().nullable(),
    note: p.text().nullable(),
    preparedBy: p.uuid(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
    version: version(),
  },
});

export type SelfAssessment = InferEntity<typeof SelfAssessmentEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    self_assessment: InferKyselyTable<typeof SelfAssessmentEntity>;
  }
}
