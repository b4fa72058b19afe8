import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId, version } from '../../database/columns.js';
import { translated } from '../../database/translated-column.js';
import { EvaluationEntity, RatingCycleEntity } from '../cycles/index.js';

/** The states of a session; its table of transitions is `rating-session.machine.ts`. */
export const ratingSessionStates = ['SCHEDULED', 'OPEN', 'SUSPENDED', 'CLOSED', 'SIGNED', 'ABORTED'] as const;

/** Why a session stands still. */
export const suspensionCauses = ['FACILITATOR', 'QUORUM_LOST'] as const;

/** A meeting in which raters settle the items of some councils together. Who leads it stands in `facilitation`. */
export const RatingSessionEntity = defineEntity({
  name: 'RatingSession',
  properties: {
    id: orderedId(),
    cycleId: () => p.manyToOne(RatingCycleEntity).mapToPk().fieldName('cycle_id'),
    title: translated(),
    startsAt: p.datetime(),
    state: p.enum(ratingSessionStates).default('SCHEDULED'),
    suspensionCause: p.enum(suspensionCauses).nullable(),
    /** Whoever has asked to give it up, with the reason; somebody of another office has to ask for the same. */
    abortAskedBy: p.uuid().nullable(),
    abortReason: p.text().nullable(),
    openedAt: p.datetime().nullable(),
    closedAt: p.datetime().nullable(),
    createdBy: p.uuid(),
    createdAt: createdAt(),
    version: version(),
  },
  indexes: [{ properties: ['cycleId'] }],
});

/** A council that a session deals with. */
export const SessionEvaluationEntity = defineEntity({
  name: 'SessionEvaluation',
  properties: {
    sessionId: () => p.manyToOne(RatingSessionEntity).mapToPk().primary().fieldName('session_id').updateRule('no action').deleteRule('no action'),
    evaluationId: () => p.manyToOne(EvaluationEntity).mapToPk().primary().fieldName('evaluation_id').updateRule('no action').deleteRule('no action'),
  },
  indexes: [{ properties: ['evaluationId'] }],
});

/** Somebody who looks on: sees what raters see once it was revealed, and marks nothing. */
export const SessionObserverEntity = defineEntity({
  name: 'SessionObserver',
  properties: {
    sessionId: () => p.manyToOne(RatingSessionEntity).mapToPk().primary().fieldName('session_id').updateRule('no action').deleteRule('no action'),
    accountId: p.uuid().primary(),
  },
});

export type RatingSession = InferEntity<typeof RatingSessionEntity>;
export type RatingSessionState = (typeof ratingSessionStates)[number];
export type SuspensionCause = (typeof suspensionCauses)[number];

declare module '../../database/tables.js' {
  interface Tables {
    rating_session: InferKyselyTable<typeof RatingSessionEntity>;
    session_evaluation: InferKyselyTable<typeof SessionEvaluationEntity>;
    session_observer: InferKyselyTable<typeof SessionObserverEntity>;
  }
}
