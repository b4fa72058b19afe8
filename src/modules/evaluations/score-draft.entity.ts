import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, randomId, version } from '../../database/columns.js';
import { RaterAssignmentEntity } from '../cycles/index.js';
import { EvaluationItemEntity } from './evaluation-item.entity.js';

/** A mark that a rater is still thinking about: only the newest of a round is kept, only the rater sees it. */
export const ScoreDraftEntity = defineEntity({
  name: 'ScoreDraft',
  properties: {
    id: randomId(),
    assignmentId: () => p.manyToOne(RaterAssignmentEntity).mapToPk().fieldName('assignment_id'),
    itemId: () => p.manyToOne(EvaluationItemEntity).mapToPk().fieldName('item_id'),
    round: p.integer().default(0),
    /** What the draft says, by `mark-content.ts`: unreadable without the server's key. */
    sealed: p.text(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
    version: version(),
  },
  uniques: [{ properties: ['assignmentId', 'itemId', 'round'] }],
});

export type ScoreDraft = InferEntity<typeof ScoreDraftEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    score_draft: InferKyselyTable<typeof ScoreDraftEntity>;
  }
}
