import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, randomId } from '../../database/columns.js';
import { AccountEntity } from '../accounts/index.js';
import { EvaluationEntity } from './evaluation.entity.js';

/** What ties a rater to a council; NONE is a declaration too and has to be made. */
export const conflictKinds = [
  'NONE',
  'EMPLOYED',
  'MEMBER_OF_COUNCIL',
  'FAMILY',
  'FORMER',
  'NOMINATED_BY',
  'FINANCIAL',
  'RESIDENT',
  'OTHER',
] as const;

/** Where a declaration comes from. */
export const conflictSources = ['SELF', 'REGISTER', 'ADMIN', 'COMPUTED'] as const;

/** What was decided on a declaration. */
export const conflictDecisions = ['PENDING', 'CLEARED', 'CONFIRMED'] as const;

/** A declaration on conflicts of interest. Rows are never changed but for the decision on them. */
export const ConflictDeclarationEntity = defineEntity({
  name: 'ConflictDeclaration',
  properties: {
    id: randomId(),
    evaluationId: () => p.manyToOne(EvaluationEntity).mapToPk().fieldName('evaluation_id'),
    raterId: () => p.manyToOne(AccountEntity).mapToPk().fieldName('rater_id'),
    kind: p.enum(conflictKinds),
    source: p.enum(conflictSources),
    note: p.text().nullable(),
    decision: p.enum(conflictDecisions),
    decidedBy: p.uuid().nullable(),
    decidedAt: p.datetime().nullable(),
    createdAt: createdAt(),
  },
  indexes: [{ properties: ['evaluationId', 'raterId'] }],
});

export type ConflictDeclaration = InferEntity<typeof ConflictDeclarationEntity>;
export type ConflictKind = (typeof conflictKinds)[number];
export type ConflictSource = (typeof conflictSources)[number];
export type ConflictDecision = (typeof conflictDecisions)[number];

declare module '../../database/tables.js' {
  interface Tables {
    conflict_declaration: InferKyselyTable<typeof ConflictDeclarationEntity>;
  }
}
