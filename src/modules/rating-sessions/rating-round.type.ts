import { Field, Int, ObjectType } from 'type-graphql';
import { describedEnum } from '../../relay/described-enum.js';
import type { RatingRoundState, VoidReason } from './rating-round.entity.js';
import type { RatingRoundRow } from './session-item.loader.js';

/** The states as the schema shows them. */
export const ratingRoundStateEnum = describedEnum<RatingRoundState>('RatingRoundState', 'Where a round of blind marks stands.', {
  SCORING: 'It takes marks.',
  CLOSED: 'It takes no marks any more; nobody has seen them.',
  REVEALED: 'All its marks were revealed together.',
  VOID: 'It was given up; its marks count for nothing and stay sealed.',
});

/** The reasons as the schema shows them. */
export const voidReasonEnum = describedEnum<VoidReason>('VoidReason', 'Why a round was given up.', {
  TOO_FEW_MARKS: 'It was over, and fewer raters had marked than the methodology asks for.',
  DEFERRED: 'Its item was put off.',
  SESSION_ABORTED: 'The session was given up.',
});

/** What became of the raters of a round. */
@ObjectType('RoundRoll', { description: 'What the raters of a round did: numbers alone, since names and pseudonyms do not meet.', simpleResolvers: true })
export class RoundRollType {
  @Field(() => Int, { description: 'Raters who have marked.' })
  readonly marked!: number;

  @Field(() => Int, { description: 'Raters who have passed: there, and without a mark by their own word.' })
  readonly passed!: number;

  @Field(() => Int, { nullable: true, description: 'Raters who were there when the round closed and did neither; null where they were not told apart from those who were absent.' })
  readonly silent!: number | null;

  @Field(() => Int, { description: 'Raters who did neither, and were not there when the round closed.' })
  readonly absent!: number;

  @Field(() => Int, { description: 'Raters who had recused by then: their marks are withheld, and they are in no other number.' })
  readonly recused!: number;
}

/** A round. */
@ObjectType('RatingRound', { description: 'A round of blind marks on an item.', simpleResolvers: true })
export class RatingRoundType {
  @Field(() => Int, { description: 'Its number, part of every commitment in it. Counts over all rounds of the item.' })
  readonly number!: number;

  @Field(() => ratingRoundStateEnum, { description: 'Where it stands.' })
  readonly state!: RatingRoundState;

  @Field(() => Int, { description: 'How long it was to take, in milliseconds.' })
  readonly durationMs!: number;

  @Field(() => Date, { nullable: true, description: "When it ends by itself, by the database's clock; null once it is over, and while the session is suspended." })
  readonly closesAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was revealed; null before.' })
  readonly revealedAt!: Date | null;

  @Field(() => voidReasonEnum, { nullable: true, description: 'Why it was given up; null where it was not.' })
  readonly voidReason!: VoidReason | null;

  @Field(() => RoundRollType, { nullable: true, description: 'What its raters did; null before the reveal.' })
  readonly roll!: RoundRollType | null;

  readonly row!: RatingRoundRow;
}

/** A row as the schema shows it. */
export function toRound(row: RatingRoundRow): RatingRoundType {
  return {
    number: row.number,
    state: row.state,
    durationMs: row.duration_ms,
    closesAt: row.ends_at,
    revealedAt: row.revealed_at,
    voidReason: row.void_reason,
    roll: row.state === 'REVEALED' && row.roll ? { ...row.roll, silent: row.roll.silent ?? null } : null,
    row,
  };
}

/** How far a round has come. */
@ObjectType('RoundProgress', { description: 'How far a round has come.', simpleResolvers: true })
export class RoundProgressType {
  @Field(() => Int, { description: 'Raters who have marked or passed; those who left since count on.' })
  readonly responded!: number;

  @Field(() => Int, { description: 'Raters who came to mark in it. Who has left since it was opened counts on, so that nobody learns whether that rater had marked.' })
  readonly entitled!: number;
}
