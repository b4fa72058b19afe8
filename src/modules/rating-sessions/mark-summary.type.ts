import { Field, Float, Int, ObjectType } from 'type-graphql';
import { describedEnum } from '../../relay/described-enum.js';
import { type MarkKind, markKindEnum } from '../evaluations/index.js';
import type { TriageReason } from './triage.js';

/** The reasons as the schema shows them. */
export const triageReasonEnum = describedEnum<TriageReason>('TriageReason', 'Why marks are taken to disagree.', {
  INDEX: "RAND/UCLA's disagreement index is 1 or more.",
  RANGE: 'They lie further apart than a third of the scale.',
  ABSTENTION: 'A minority says that the indicator does not apply, or that there is no evidence.',
  TOO_FEW: 'They are fewer than the methodology asks for.',
  UNRESOLVED: 'The rules make no outcome of them.',
});

/** What one value was given by so many. */
@ObjectType('ValueCount', { description: 'How many raters gave a value, or none.', simpleResolvers: true })
export class ValueCountType {
  @Field(() => markKindEnum, { description: 'Which kind of mark.' })
  readonly kind!: MarkKind;

  @Field(() => String, { nullable: true, description: 'The exact points; null for the kinds without a number.' })
  readonly points!: string | null;

  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

/** What the marks of a round come to. */
@ObjectType('MarkSummary', { description: 'What revealed marks come to, for the discussion.', simpleResolvers: true })
export class MarkSummaryType {
  @Field(() => Int, { description: 'How many marks there are that count.' })
  readonly marks!: number;

  @Field(() => [ValueCountType], { description: 'How many gave each value; points by their size, then the kinds without a number, then marks that are withheld, then raters who were to mark and have not.' })
  readonly counts!: readonly ValueCountType[];

  @Field(() => String, { nullable: true, description: 'The exact aggregate by the methodology; null where the rules make none.' })
  readonly aggregate!: string | null;

  @Field(() => String, { nullable: true, description: 'The exact median; null without points.' })
  readonly median!: string | null;

  @Field(() => String, { nullable: true, description: 'The least points; null without points.' })
  readonly minimum!: string | null;

  @Field(() => String, { nullable: true, description: 'The greatest points; null without points.' })
  readonly maximum!: string | null;

  @Field(() => Float, { nullable: true, description: "RAND/UCLA's disagreement index on the points: 1 and more is disagreement. Null where it is not defined." })
  readonly disagreementIndex!: number | null;

  @Field(() => Float, { nullable: true, description: 'Tastle and Wierman: 1 where all say the same level, 0 where half of them stand at either end. Of levels alone; null where it is not defined.' })
  readonly consensus!: number | null;

  @Field(() => [triageReasonEnum], { description: 'Why the marks are taken to disagree; empty where they agree.' })
  readonly reasons!: readonly TriageReason[];
}
