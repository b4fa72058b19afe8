import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId, version } from '../../database/columns.js';
import { translated } from '../../database/translated-column.js';
import { MethodologyVersionEntity } from '../methodologies/index.js';

/** The states of a rating cycle; its table of transitions is `rating-cycle.machine.ts`. */
export const ratingCycleStates = [
  'PLANNED',
  'EVIDENCE_OPEN',
  'EVIDENCE_CLOSED',
  'SCORING',
  'DELIBERATION',
  'PRELIMINARY',
  'APPEALS',
  'FINAL',
  'PUBLISHED',
  'ARCHIVED',
  'CANCELLED',
] as const;

/** How official points come about: from the marks by the rules alone, or from what joint sessions decide. */
export const deliberations = ['AGGREGATE', 'JOINT'] as const;

/** The rating of a set of councils over one period, by one methodology version that it pins with its hash. */
export const RatingCycleEntity = defineEntity({
  name: 'RatingCycle',
  properties: {
    id: orderedId(),
    title: translated(),
    methodologyVersionId: () =>
      p.manyToOne(MethodologyVersionEntity).mapToPk().fieldName('methodology_version_id'),
    methodologyHash: p.text(),
    periodFrom: p.date(),
    /** The last day of the period, itself part of it. */
    periodTo: p.date(),
    /** The finished cycle that measured indicators are compared with. */
    previousCycleId: p.uuid().nullable(),
    state: p.enum(ratingCycleStates).default('PLANNED'),
    deliberation: p.enum(deliberations).default('AGGREGATE'),
    evidenceCloseOn: p.date().nullable(),
    scoringCloseOn: p.date().nullable(),
    appealDays: p.integer(),
    /** Who closed the scoring: somebody else has to settle the result. */
    scoringClosedBy: p.uuid().nullable(),
    preliminaryAt: p.datetime().nullable(),
    publishedAt: p.datetime().nullable(),
    /** Whom the approver has allowed to go on with fewer raters, and why; null when the rule held. */
    exceptionReason: p.text().nullable(),
    cancelReason: p.text().nullable(),
    /** True for the periods of the demonstration, whose marks are invented. */
    demonstration: p.boolean().default(false),
    createdBy: p.uuid().nullable(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
    version: version(),
  },
});

export type RatingCycle = InferEntity<typeof RatingCycleEntity>;
export type Deliberation = (typeof deliberations)[number];
export type RatingCycleState = (typeof ratingCycleStates)[number];

declare module '../../database/tables.js' {
  interface Tables {
    rating_cycle: InferKyselyTable<typeof RatingCycleEntity>;
  }
}
