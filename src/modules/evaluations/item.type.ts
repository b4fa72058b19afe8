import { Field, Int, ObjectType } from 'type-graphql';
import { describeMachine } from '../../machine.js';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import { DecimalScalar } from '../../relay/scalars.js';
import { rational, toDecimalString } from '../../scoring/index.js';
import { openDoors } from '../cycles/index.js';
import type { EvaluationItemState, OfficialBasis } from './evaluation-item.entity.js';
import { evaluationItemMachine } from './evaluation-item.machine.js';
import type { ItemRow, MeasurementRow, Raters, ScoreRow, SelfAssessmentRow } from './item.loader.js';
import type { ItemFacts, MarkFacts } from './mark.policy.js';

/** The states as the schema shows them. */
export const evaluationItemStateEnum = describedEnum<EvaluationItemState>(
  'EvaluationItemState',
  `Where an item stands; what a joint session does with it stands in \`RatingSessionItem\`. Its path:\n${describeMachine(evaluationItemMachine)}`,
  {
    PENDING: 'Not open for marks: before scoring, or measured.',
    OPEN: 'Raters mark, blindly.',
    CLOSED: 'No more marks; not yet revealed. Left in the same instant, since all is revealed at the close.',
    REVEALED: 'All marks were revealed together.',
    OFFICIAL: 'The official points are known: a joint session has decided them. Without a session it is left in the same instant.',
    LOCKED: 'The official points are fixed.',
  },
);

/** The bases as the schema shows them. */
export const officialBasisEnum = describedEnum<OfficialBasis>('OfficialBasis', 'Where official points come from.', {
  MEDIAN: "The median of the raters' marks.",
  MEAN: "The mean of the raters' marks.",
  TRIMMED_MEAN: 'The mean without the highest and lowest marks.',
  MEASURED: 'A measured value.',
  CONSENSUS: 'Agreed in a joint session.',
  APPEAL: 'Changed by an appeal, or by the check of other councils that followed one.',
  CORRECTION: 'Corrected after publication.',
  NO_EVIDENCE: 'Most raters found no evidence.',
  NOT_APPLICABLE: 'It does not apply to the council.',
});

/** An item. */
@ObjectType('EvaluationItem', {
  implements: Node,
  description: 'One indicator of one evaluation. For whoever may see the evaluation.',
  simpleResolvers: true,
})
export class EvaluationItemType extends Node {
  @Field(() => String, { description: 'The code of the indicator.' })
  readonly indicatorCode!: string;

  @Field(() => String, { description: 'The code of its criterion.' })
  readonly criterionCode!: string;

  @Field(() => Int, { description: 'Its place in the evaluation, from 1.' })
  readonly ordinal!: number;

  readonly row!: ItemRow;
}

/** A row as the schema shows it. */
export function toItem(row: ItemRow): EvaluationItemType {
  return {
    id: encodeNodeId('EvaluationItem', row.id),
    indicatorCode: row.indicator_code,
    criterionCode: row.criterion_code,
    ordinal: row.ordinal,
    row,
  };
}

/** What the policies look at. */
export function factsOf(row: ItemRow, raters: Raters): ItemFacts {
  const open = openDoors(row.cycle_state, { evidence: row.evidence_is_behind, marks: row.marks_are_behind });
  return {
    state: row.state,
    openRound: row.open_round,
    isRoundOver: row.round_is_over,
    revealedRound: row.revealed_round,
    evaluationId: row.evaluation_id,
    councilId: row.council_id,
    cycleState: row.cycle_state,
    open,
    raterIds: raters.rating,
    declaringIds: raters.declaring,
  };
}

/** What the policies look at of a mark. */
export const factsOfMark = ({ rater_id: raterId, state, score_id: openingId }: ScoreRow): MarkFacts => ({ raterId, state, openingId });

/** Official points. */
@ObjectType('OfficialPoints', { description: 'The official points of an item.', simpleResolvers: true })
export class OfficialPointsType {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Rounded to four decimals for display; null where `exact` is.',
  })
  readonly points!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The exact points, a whole number or a fraction such as 32/7. Missing evidence is 0, or null where the methodology wants it resolved first. Null too where the indicator does not apply, and where no outcome could be found.',
  })
  readonly exact!: string | null;

  @Field(() => officialBasisEnum, { nullable: true, description: 'Where they come from; null where none could be found.' })
  readonly basis!: OfficialBasis | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why no outcome could be found, as a code; null where one was, as `basis` says, with points or without.',
  })
  readonly reason!: string | null;

  @Field(() => Boolean, { description: 'Whether an appeal or a correction has taken the place of what was settled.' })
  readonly isAdjusted!: boolean;
}

/** A row's official points as the schema shows them. */
export function toOfficialPoints(row: ItemRow): OfficialPointsType {
  const { points, basis, reason } = row.adjustment ?? { points: row.official_points, basis: row.official_basis, reason: row.official_reason };
  return {
    points: points === null ? null : toDecimalString(rational(points), 4),
    exact: points,
    basis,
    reason,
    isAdjusted: row.adjustment !== null,
  };
}

/** A claim. */
@ObjectType('SelfAssessment', { description: 'What a council claims for itself on an item.', simpleResolvers: true })
export class SelfAssessmentType {
  @Field(() => DecimalScalar, { nullable: true, description: 'The points claimed.' })
  readonly claimedPoints!: string | null;

  @Field(() => String, { nullable: true, description: 'What the council says to it.' })
  readonly note!: string | null;

  @Field(() => Int, { description: 'The version to send back with a change; a stale one is refused.' })
  readonly version!: number;
}

/** A row as the schema shows it. */
export function toSelfAssessment(row: SelfAssessmentRow): SelfAssessmentType {
  return { claimedPoints: row.claimed_points, note: row.note, version: row.version };
}

/** A measured value. */
@ObjectType('Measurement', { description: 'A measured value of an item.', simpleResolvers: true })
export class MeasurementType {
  @Field(() => DecimalScalar, { description: 'What was counted.' })
  readonly numerator!: string;

  @Field(() => DecimalScalar, { description: 'Out of how many; 1 for a plain number.' })
  readonly denominator!: string;

  @Field(() => String, { description: 'Where the figures come from.' })
  readonly source!: string;
}

/** A row as the schema shows it. */
export function toMeasurement(row: MeasurementRow): MeasurementType {
  return { numerator: row.numerator, denominator: row.denominator, source: row.source };
}

/** Progress. */
@ObjectType('SubmissionProgress', { description: 'How far the marking of an evaluation has come.', simpleResolvers: true })
export class SubmissionProgressType {
  @Field(() => Int, { description: 'Raters who have submitted a mark on every open item; those who left since count on until the close.' })
  readonly submitted!: number;

  @Field(() => Int, { description: 'Raters who came to mark. Who leaves over a conflict of interest counts on until the close, so that nobody learns whether that rater had submitted.' })
  readonly assigned!: number;
}
