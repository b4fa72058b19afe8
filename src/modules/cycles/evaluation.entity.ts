import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import type { TranslatedText } from '../../language/translated-text.js';
import { createdAt, randomId, sortKey, version } from '../../database/columns.js';
import { CouncilEntity } from '../councils/index.js';
import { RatingCycleEntity } from './rating-cycle.entity.js';

/** The states of an evaluation; they follow the cycle's. */
export const evaluationStates = [
  'NOT_STARTED',
  'COLLECTING',
  'READY',
  'SCORING',
  'SCORED',
  'DELIBERATED',
  'PRELIMINARY',
  'FINAL',
  'CANCELLED',
] as const;

/** A council as it was when its cycle opened: what is rated does not change when the council does. */
export interface CouncilSnapshot {
  readonly code: string;
  readonly name: TranslatedText;
  readonly composition: readonly {
    readonly function: string;
    readonly category: string | null;
    readonly personId: string;
  }[];
}

/** One council within one cycle. The cycle makes it; the evaluations module fills it. */
export const EvaluationEntity = defineEntity({
  name: 'Evaluation',
  properties: {
    id: randomId(),
    cycleId: () => p.manyToOne(RatingCycleEntity).mapToPk().fieldName('cycle_id'),
    councilId: () => p.manyToOne(CouncilEntity).mapToPk().fieldName('council_id'),
    state: p.enum(evaluationStates).default('NOT_STARTED'),
    councilSnapshot: p.json<CouncilSnapshot>(),
    /** Place in lists: the council's own order, never the time of creation. */
    sortKey: sortKey(),
    createdAt: createdAt(),
    version: version(),
  },
  uniques: [{ properties: ['cycleId', 'councilId'] }],
});

export type Evaluation = InferEntity<typeof EvaluationEntity>;
export type EvaluationState = (typeof evaluationStates)[number];

declare module '../../database/tables.js' {
  interface Tables {
    evaluation: InferKyselyTable<typeof EvaluationEntity>;
  }
}
