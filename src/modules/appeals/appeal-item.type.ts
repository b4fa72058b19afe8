import { Field, ID, ObjectType } from 'type-graphql';
import { shortestDecimal } from '../../ledger/index.js';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { DecimalScalar, Sha256Scalar } from '../../relay/scalars.js';
import type { AppealGround } from './appeal-item.entity.js';
import type { AppealDecision } from './appeal-panel.entity.js';
import type { AppealEvidenceRow, AppealItemRow, AppealRow, AppealRulingRow } from './appeal.loader.js';
import { rulingRule } from './ruling.js';

/** The grounds as the schema shows them. */
export const appealGroundEnum = describedEnum<AppealGround>('AppealGround', 'What an appeal rests on.', {
  FACTUAL_ERROR: 'A fact was taken for what it is not.',
  EVIDENCE_OVERLOOKED: 'Evidence that was there before the close was not looked at.',
  METHOD_MISAPPLIED:
    'The methodology was read or applied wrongly. Where that is upheld, the same indicator is checked in every other council of the cycle.',
  CONFLICT: 'Somebody took part who had an interest.',
  PROCEDURE: 'The procedure was not kept.',
});

/** The decisions as the schema shows them. */
export const appealDecisionEnum = describedEnum<AppealDecision>('AppealDecision', 'What a panel says of an item.', {
  UPHELD: 'The council is right.',
  PARTLY: 'The council is right in part.',
  DISMISSED: 'The points stay as they are.',
});

/** An item of an appeal. */
@ObjectType('AppealItem', {
  description: 'One indicator whose points a council appeals against. For whoever may see the appeal; its panel sees here all that it decides on.',
  simpleResolvers: true,
})
export class AppealItemType {
  @Field(() => ID, { description: 'What `appealDecide` names it by.' })
  readonly id!: string;

  @Field(() => ID, { description: 'The item of the evaluation, for `node`.' })
  readonly evaluationItemId!: string;

  @Field(() => String, { description: 'The code of its indicator.' })
  readonly indicatorCode!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The exact points that were settled with the preliminary result; null for what has no number. They never change.',
  })
  readonly settledPoints!: string | null;

  @Field(() => [appealGroundEnum], { description: 'What the council rests it on, at least one.' })
  readonly grounds!: readonly AppealGround[];

  @Field(() => DecimalScalar, { nullable: true, description: 'The points that the council asks for; null where it names none.' })
  readonly requestedPoints!: string | null;

  @Field(() => String, { description: 'What the council says to it.' })
  readonly statement!: string;

  readonly row!: AppealItemRow;
  readonly appeal!: AppealRow;
}

/** A row as the schema shows it, within its appeal. */
export function toAppealItem(row: AppealItemRow, appeal: AppealRow): AppealItemType {
  return {
    id: encodeNodeId('AppealItem', row.id),
    evaluationItemId: encodeNodeId('EvaluationItem', row.item_id),
    indicatorCode: row.indicator_code,
    settledPoints: row.settled_points,
    grounds: row.grounds,
    requestedPoints: row.requested_points === null ? null : shortestDecimal(row.requested_points),
    statement: row.statement,
    row,
    appeal,
  };
}

/** A piece of evidence of an appeal. */
@ObjectType('AppealEvidence', { description: 'A piece of evidence that an appeal names, by the bytes that were looked at.', simpleResolvers: true })
export class AppealEvidenceType {
  @Field(() => ID, { description: 'The piece, for `node`.' })
  readonly evidenceId!: string;

  @Field(() => Sha256Scalar, { description: 'SHA-256 of its bytes.' })
  readonly sha256!: string;

  readonly row!: AppealEvidenceRow;
}

/** A row as the schema shows it. */
export function toAppealEvidence(row: AppealEvidenceRow): AppealEvidenceType {
  return { evidenceId: encodeNodeId('Evidence', row.evidence_id), sha256: row.sha256, row };
}

/** What was decided of an item. */
@ObjectType('AppealRuling', { description: `What a panel has decided of an item; who of it said what is not told. ${rulingRule}`, simpleResolvers: true })
export class AppealRulingType {
  @Field(() => appealDecisionEnum, { description: 'The decision.' })
  readonly decision!: AppealDecision;

  @Field(() => String, { nullable: true, description: 'The exact points that were granted; null with a dismissal.' })
  readonly points!: string | null;

  @Field(() => Boolean, { description: 'Whether the panel says that the indicator was read wrongly, so that other councils are checked.' })
  readonly correctsReading!: boolean;

  @Field(() => [String], { description: 'The reasons of those who carry it, in an order that tells nothing.' })
  readonly reasons!: readonly string[];

  @Field(() => Date, { description: 'When it was decided.' })
  readonly decidedAt!: Date;
}

/** A row as the schema shows it. */
export function toAppealRuling(row: AppealRulingRow): AppealRulingType {
  return {
    decision: row.decision,
    points: row.points,
    correctsReading: row.corrects_reading,
    reasons: row.reasons,
    decidedAt: row.created_at,
  };
}
