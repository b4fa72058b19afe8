import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { exactDecimal, orderedId } from '../../database/columns.js';
import { EvaluationItemEntity } from '../evaluations/index.js';
import { EvidenceEntity } from '../evidence/index.js';
import { AppealEntity } from './appeal.entity.js';

/** What an appeal can rest on. */
export const appealGrounds = ['FACTUAL_ERROR', 'EVIDENCE_OVERLOOKED', 'METHOD_MISAPPLIED', 'CONFLICT', 'PROCEDURE'] as const;

/** One indicator whose points a council appeals against. */
export const AppealItemEntity = defineEntity({
  name: 'AppealItem',
  properties: {
    id: orderedId(),
    appealId: () => p.manyToOne(AppealEntity).mapToPk().fieldName('appeal_id'),
    itemId: () => p.manyToOne(EvaluationItemEntity).mapToPk().fieldName('item_id'),
    ordinal: p.integer(),
    grounds: p.array().columnType('text[]').$type<AppealGround[]>(),
    requestedPoints: exactDecimal().nullable(),
    statement: p.text(),
    /** Whether its appeal was withdrawn: then the item can be appealed again. */
    withdrawn: p.boolean().default(false),
  },
  uniques: [
    { properties: ['appealId', 'ordinal'] },
    // An item stands in one appeal, whatever two people of a council do at once.
    { name: 'appeal_item_current_unique', properties: ['itemId'], where: 'not withdrawn' },
  ],
});

/** A piece of evidence that an item of an appeal names, by the bytes that were looked at. */
export const AppealEvidenceEntity = defineEntity({
  name: 'AppealEvidence',
  properties: {
    id: orderedId(),
    appealItemId: () => p.manyToOne(AppealItemEntity).mapToPk().fieldName('appeal_item_id'),
    evidenceId: () => p.manyToOne(EvidenceEntity).mapToPk().fieldName('evidence_id'),
    sha256: p.text(),
  },
  uniques: [{ properties: ['appealItemId', 'evidenceId'] }],
});

export type AppealItem = InferEntity<typeof AppealItemEntity>;
export type AppealGround = (typeof appealGrounds)[number];

declare module '../../database/tables.js' {
  interface Tables {
    appeal_item: InferKyselyTable<typeof AppealItemEntity>;
    appeal_evidence: InferKyselyTable<typeof AppealEvidenceEntity>;
  }
}
