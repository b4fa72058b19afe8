import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, exactDecimal, randomId, version } from '../../database/columns.js';
import { RaterAssignmentEntity } from '../cycles/index.js';
import { EvaluationItemEntity } from './evaluation-item.entity.js';
import type { EvidenceReference } from './score.entity.js';
import { scoreValueKinds } from './score.entity.js';

/** A mark that a rater is still thinking about: only the newest is kept, only the rater sees it. */
export const ScoreDraftEntity = defineEntity({
  name: 'ScoreDraft',
  properties: {
    id: randomId(),
    assignmentId: () => p.manyToOne(RaterAssignmentEntity).mapToPk().fieldName('assignment_id'),
    itemId: () => p.manyToOne(EvaluationItemEntity).mapToPk().fieldName('item_id'),
    valueKind: p.enum(scoreValueKinds),
    valuePoints: exactDecimal().nullable(),
    valueLevel: p.text().nullable(),
    justification: p.text().default(''),
    confidence: p.integer().nullable(),
    evidenceReferences: p.json<EvidenceReference[]>(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
    version: version(),
  },
  uniques: [{ properties: ['assignmentId', 'itemId'] }],
});

export type ScoreDraft = InferEntity<typeof ScoreDraftEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    score_draft: InferKyselyTable<typeof ScoreDraftEntity>;
  }
}
