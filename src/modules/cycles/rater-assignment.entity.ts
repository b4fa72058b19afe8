import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, randomId, version } from '../../database/columns.js';
import { AccountEntity } from '../accounts/index.js';
import { EvaluationEntity } from './evaluation.entity.js';

/** The states of a rater's assignment. */
export const raterAssignmentStates = [
  'DECLARING',
  'ACTIVE',
  'DECLINED',
  'CONFLICTED',
  'COMPLETED',
  'RECUSED',
  'REPLACED',
] as const;

/** A rater's task to rate one council in one cycle; it is active only after a declaration on conflicts. */
export const RaterAssignmentEntity = defineEntity({
  name: 'RaterAssignment',
  properties: {
    id: randomId(),
    evaluationId: () => p.manyToOne(EvaluationEntity).mapToPk().fieldName('evaluation_id'),
    raterId: () => p.manyToOne(AccountEntity).mapToPk().fieldName('rater_id'),
    /** What stands for the rater in commitments and wherever names are not shown: random for each cycle. */
    pseudonym: p.text(),
    state: p.enum(raterAssignmentStates).default('DECLARING'),
    assignedBy: p.uuid().nullable(),
    createdAt: createdAt(),
    version: version(),
  },
  uniques: [{ properties: ['evaluationId', 'raterId'] }],
  indexes: [{ properties: ['raterId'] }],
});

export type RaterAssignment = InferEntity<typeof RaterAssignmentEntity>;
export type RaterAssignmentState = (typeof raterAssignmentStates)[number];

declare module '../../database/tables.js' {
  interface Tables {
    rater_assignment: InferKyselyTable<typeof RaterAssignmentEntity>;
  }
}
