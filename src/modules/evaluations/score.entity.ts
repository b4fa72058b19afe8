import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, randomId } from '../../database/columns.js';
import { RaterAssignmentEntity } from '../cycles/index.js';
import { EvaluationItemEntity } from './evaluation-item.entity.js';

/** A mark is points, a level, or one of two statements without a number. WITHHELD follows from a recusal. */
export const scoreValueKinds = ['POINTS', 'LEVEL', 'NOT_APPLICABLE', 'NO_EVIDENCE'] as const;

/** The states of a submitted mark; its table of transitions is `score.machine.ts`. */
export const scoreStates = ['COMMITTED', 'SUPERSEDED', 'REVEALED', 'LOCKED', 'VOID'] as const;

/** The evidence a mark rests on, with the hash of the bytes that the rater saw. */
export interface EvidenceReference {
  readonly evidenceId: string;
  readonly sha256: string;
}

/**
 * A submitted mark. Append-only: the database refuses to change anything but its state, and to delete it. A changed
 * mind is a new row that supersedes the old one. What the mark says is sealed; it is written down in the open when the
 * marks of its round are revealed (`score-opening.entity.ts`).
 */
export const ScoreEntity = defineEntity({
  name: 'Score',
  properties: {
    id: randomId(),
    assignmentId: () => p.manyToOne(RaterAssignmentEntity).mapToPk().fieldName('assignment_id'),
    itemId: () => p.manyToOne(EvaluationItemEntity).mapToPk().fieldName('item_id'),
    /** 0 is the individual mark; 1 and more are the rounds of a joint session. */
    round: p.integer().default(0),
    state: p.enum(scoreStates).default('COMMITTED'),
    /** Value, justification, evidence and salt, by `mark-content.ts`: unreadable without the server's key. */
    sealed: p.text(),
    /** The client's commitment. */
    commitmentHash: p.text(),
    createdAt: createdAt(),
  },
  indexes: [{ properties: ['itemId', 'round'] }, { properties: ['commitmentHash'] }],
  // One mark that counts, whatever two tabs of the same rater do at once.
  uniques: [
    {
      name: 'score_current_unique',
      properties: ['assignmentId', 'itemId', 'round'],
      where: "state in ('COMMITTED', 'REVEALED', 'LOCKED')",
    },
  ],
});

export type Score = InferEntity<typeof ScoreEntity>;
export type ScoreState = (typeof scoreStates)[number];
export type ScoreValueKind = (typeof scoreValueKinds)[number];

declare module '../../database/tables.js' {
  interface Tables {
    score: InferKyselyTable<typeof ScoreEntity>;
  }
}
