import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId, randomId } from '../../database/columns.js';
import { RaterAssignmentEntity } from '../cycles/index.js';
import { SessionItemEntity } from './session-item.entity.js';

/** SCORING takes marks, CLOSED takes none any more, REVEALED shows all of them; VOID was given up and shows none. */
export const ratingRoundStates = ['SCORING', 'CLOSED', 'REVEALED', 'VOID'] as const;

/** Why a round was given up. */
export const voidReasons = ['TOO_FEW_MARKS', 'DEFERRED', 'SESSION_ABORTED'] as const;

/** A round of blind marks on an item. Its number counts over all rounds of the item, also those that were given up. */
export const RatingRoundEntity = defineEntity({
  name: 'RatingRound',
  properties: {
    id: orderedId(),
    sessionItemId: () => p.manyToOne(SessionItemEntity).mapToPk().fieldName('session_item_id'),
    number: p.integer(),
    state: p.enum(ratingRoundStates).default('SCORING'),
    durationMs: p.integer(),
    openedAt: createdAt(),
    closedAt: p.datetime().nullable(),
    revealedAt: p.datetime().nullable(),
    voidReason: p.enum(voidReasons).nullable(),
    /** What became of the raters who were entitled: numbers alone, since names and pseudonyms must not meet. */
    roll: p.json<RoundRoll>().nullable(),
  },
  uniques: [{ properties: ['sessionItemId', 'number'] }],
});

/** How many of the raters of a round did what. */
export interface RoundRoll {
  readonly marked: number;
  readonly passed: number;
  /** There when the round closed, and neither of the two. Rounds revealed before it was counted have it among the absent. */
  readonly silent?: number;
  readonly absent: number;
  readonly recused: number;
}

/** That a rater gives no mark in a round. As hidden as a mark, until the reveal. */
export const RoundPassEntity = defineEntity({
  name: 'RoundPass',
  properties: {
    id: randomId(),
    roundId: () => p.manyToOne(RatingRoundEntity).mapToPk().fieldName('round_id'),
    assignmentId: () => p.manyToOne(RaterAssignmentEntity).mapToPk().fieldName('assignment_id'),
    createdAt: createdAt(),
  },
  uniques: [{ properties: ['roundId', 'assignmentId'] }],
});

export type RatingRound = InferEntity<typeof RatingRoundEntity>;
export type RatingRoundState = (typeof ratingRoundStates)[number];
export type VoidReason = (typeof voidReasons)[number];

declare module '../../database/tables.js' {
  interface Tables {
    rating_round: InferKyselyTable<typeof RatingRoundEntity>;
    round_pass: InferKyselyTable<typeof RoundPassEntity>;
  }
}
