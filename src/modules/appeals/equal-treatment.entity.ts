import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId } from '../../database/columns.js';
import { EvaluationItemEntity } from '../evaluations/index.js';
import { AppealItemEntity } from './appeal-item.entity.js';

/** The states of a check; its table of transitions is `equal-treatment.machine.ts`. */
export const equalTreatmentStates = ['OPEN', 'PROPOSED', 'DONE'] as const;

/** What a check comes to. */
export const equalTreatmentOutcomes = ['NO_CHANGE', 'ADJUSTED'] as const;

/**
 * The check of the same indicator in another council of the cycle: what one council is granted because the indicator was
 * read wrongly is owed to all of them.
 */
export const EqualTreatmentTaskEntity = defineEntity({
  name: 'EqualTreatmentTask',
  properties: {
    id: orderedId(),
    /** What was decided, and has to be thought of again. */
    appealItemId: () => p.manyToOne(AppealItemEntity).mapToPk().fieldName('appeal_item_id'),
    /** The item of the other council. */
    itemId: () => p.manyToOne(EvaluationItemEntity).mapToPk().fieldName('item_id'),
    state: p.enum(equalTreatmentStates).default('OPEN'),
    outcome: p.enum(equalTreatmentOutcomes).nullable(),
    /** Exact, as official points are; null where nothing is to be changed. */
    points: p.text().nullable(),
    reason: p.text().nullable(),
    proposedBy: p.uuid().nullable(),
    /** Why the proposal before was refused. */
    refusal: p.text().nullable(),
    /** Who has confirmed the proposal of another one. */
    resolvedBy: p.uuid().nullable(),
    resolvedAt: p.datetime().nullable(),
    createdAt: createdAt(),
  },
  uniques: [{ properties: ['appealItemId', 'itemId'] }],
  indexes: [{ properties: ['itemId'] }],
});

export type EqualTreatmentTask = InferEntity<typeof EqualTreatmentTaskEntity>;
export type EqualTreatmentState = (typeof equalTreatmentStates)[number];
export type EqualTreatmentOutcome = (typeof equalTreatmentOutcomes)[number];

declare module '../../database/tables.js' {
  interface Tables {
    equal_treatment_task: InferKyselyTable<typeof EqualTreatmentTaskEntity>;
  }
}
