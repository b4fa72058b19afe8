import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';

/** What is led: a joint rating session; seminars come later. */
export const facilitatedTypes = ['RatingSession'] as const;

/** Why somebody else leads. */
export const facilitationCauses = ['SCHEDULED', 'HANDED_OVER', 'TAKEN_AFTER_LOSS', 'RETURNED', 'FORCED_BY_MANAGER'] as const;

/** Who leads something: one person under a lease, with a number that rises with every change of hands. */
export const FacilitationEntity = defineEntity({
  name: 'Facilitation',
  properties: {
    /** The id of what is led. */
    subjectId: p.uuid().primary(),
    subjectType: p.enum(facilitatedTypes),
    holderId: p.uuid(),
    /** Whoever was appointed first: to whom the lead may be given back. */
    primaryId: p.uuid(),
    /** 1 with the first facilitator. A command under a lower number comes from somebody who has lost the lead. */
    term: p.integer().default(1),
    /** Until when the holder is taken to be there. */
    leaseUntil: p.datetime(),
    /** Whether nobody but the listed deputies may take over. */
    locked: p.boolean().default(false),
    cause: p.enum(facilitationCauses).default('SCHEDULED'),
  },
});

/** A deputy: whoever may take over when the facilitator is lost, in order. */
export const FacilitatorDeputyEntity = defineEntity({
  name: 'FacilitatorDeputy',
  properties: {
    subjectId: () => p.manyToOne(FacilitationEntity).mapToPk().primary().fieldName('subject_id'),
    /** From 1; the first is asked first. */
    ordinal: p.integer().primary(),
    accountId: p.uuid(),
  },
  uniques: [{ properties: ['subjectId', 'accountId'] }],
});

export type Facilitation = InferEntity<typeof FacilitationEntity>;
export type FacilitatedType = (typeof facilitatedTypes)[number];
export type FacilitationCause = (typeof facilitationCauses)[number];

declare module '../../database/tables.js' {
  interface Tables {
    facilitation: InferKyselyTable<typeof FacilitationEntity>;
    facilitator_deputy: InferKyselyTable<typeof FacilitatorDeputyEntity>;
  }
}
