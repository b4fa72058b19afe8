import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { exactDecimal } from '../../database/columns.js';
import { changeReasonKinds } from './change-reason.js';
import { type EvidenceReference, ScoreEntity, scoreValueKinds } from './score.entity.js';

/**
 * What a submitted mark says, in the open: written in the transaction that reveals its round, after the commitment was
 * checked, and never before. Append-only.
 */
export const ScoreOpeningEntity = defineEntity({
  name: 'ScoreOpening',
  properties: {
    scoreId: () => p.manyToOne(ScoreEntity).mapToPk().primary().fieldName('score_id').updateRule('no action').deleteRule('no action'),
    valueKind: p.enum(scoreValueKinds),
    valuePoints: exactDecimal().nullable(),
    valueLevel: p.text().nullable(),
    justification: p.text(),
    confidence: p.integer().nullable(),
    evidenceReferences: p.json<EvidenceReference[]>(),
    commitmentSalt: p.text(),
    changeReasonKind: p.enum(changeReasonKinds).nullable(),
    changeReasonText: p.text().nullable(),
  },
});

export type ScoreOpening = InferEntity<typeof ScoreOpeningEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    score_opening: InferKyselyTable<typeof ScoreOpeningEntity>;
  }
}
