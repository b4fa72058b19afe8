import { Field, ID, Int, ObjectType } from 'type-graphql';
import { shortestDecimal } from '../../ledger/index.js';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { DecimalScalar, Sha256Scalar } from '../../relay/scalars.js';
import type { Seal } from '../../ledger/seal.js';
import { describeMachine } from '../../machine.js';
import type { ChangeReason, ChangeReasonKind } from './change-reason.js';
import type { ScoreDraftRow, ScoreRow } from './item.loader.js';
import { type DraftContent, type MarkContent, openDraft, openMark } from './mark-content.js';
import type { EvidenceReference, ScoreState, ScoreValueKind } from './score.entity.js';
import { scoreMachine } from './score.machine.js';

/** The kinds as the schema shows them. */
export const scoreValueKindEnum = describedEnum<ScoreValueKind>('ScoreValueKind', 'What a mark says.', {
  POINTS: 'A number of points.',
  LEVEL: 'One of the levels of the indicator.',
  NOT_APPLICABLE: 'The indicator does not apply to the council.',
  NO_EVIDENCE: 'There is nothing to judge by.',
});

/** What a mark is to whoever looks on: what it says, or one of two ways in which nothing is said. */
export type MarkKind = ScoreValueKind | 'WITHHELD' | 'NOT_SCORED';

/** The kinds of marks that are shown or counted, as the schema shows them. */
export const markKindEnum = describedEnum<MarkKind>('MarkKind', 'What a revealed mark says, or why it says nothing. The last four are four different things.', {
  POINTS: 'A number of points.',
  LEVEL: 'One of the levels of the indicator.',
  NOT_APPLICABLE: 'The indicator does not apply to the council.',
  NO_EVIDENCE: 'There is nothing to judge by.',
  WITHHELD: 'The mark counts for nothing, because its rater has left the rating of the council. What it says is for the auditor alone.',
  NOT_SCORED: 'A rater was to mark, and has not. It is counted and never listed: who was there is known by name, and names and pseudonyms do not meet.',
});

/** The states as the schema shows them. */
export const scoreStateEnum = describedEnum<ScoreState>('ScoreState', `Where a submitted mark stands. Its path:\n${describeMachine(scoreMachine)}`, {
  COMMITTED: 'Submitted, and hidden from all but its rater.',
  SUPERSEDED: 'Replaced by a later mark of the same rater before the close.',
  REVEALED: 'Revealed together with all others.',
  LOCKED: 'Part of the official points.',
  VOID: 'Out of the computation, because its rater left: its kind is WITHHELD. What it says is on record for the auditor.',
});

/** What a mark rests on. */
@ObjectType('EvidenceReference', {
  description: 'A piece of evidence that a mark rests on, by the bytes that the rater was shown.',
  simpleResolvers: true,
})
export class EvidenceReferenceType {
  @Field(() => ID, { description: 'The piece of evidence, for `node`.' })
  readonly evidenceId!: string;

  @Field(() => Sha256Scalar, { description: 'SHA-256 of its bytes when the mark was kept.' })
  readonly sha256!: string;
}

const toReference = ({ evidenceId, sha256 }: EvidenceReference): EvidenceReferenceType => ({
  evidenceId: encodeNodeId('Evidence', evidenceId),
  sha256,
});

/** The reasons of a changed mind as the schema shows them. */
export const changeReasonKindEnum = describedEnum<ChangeReasonKind>(
  'ChangeReasonKind',
  'Why a rater says something else than in the round before.',
  {
    NEW_EVIDENCE: 'Something was brought up that the rater had not known.',
    MISREAD: 'The rater had misread the evidence or the guide.',
    ARGUMENT: 'An argument of the discussion has convinced the rater.',
    SLIP: 'The mark before was a slip.',
    OTHER: 'Something else, as the text says.',
  },
);

/** Why a mark differs from the one before. */
@ObjectType('ChangeReason', { description: 'Why a rater says something else than in the round before.', simpleResolvers: true })
export class ChangeReasonType implements ChangeReason {
  @Field(() => changeReasonKindEnum, { description: 'Which kind of reason.' })
  readonly kind!: ChangeReasonKind;

  @Field(() => String, { description: 'The reason in words; may be empty.' })
  readonly text!: string;
}

/** A submitted mark. */
@ObjectType('Score', { description: 'A submitted mark. The rater stands in it under a pseudonym.', simpleResolvers: true })
export class ScoreType {
  @Field(() => String, { description: "The rater's pseudonym in the cycle." })
  readonly rater!: string;

  @Field(() => scoreStateEnum, { description: 'Where it stands.' })
  readonly state!: ScoreState;

  @Field(() => Int, { description: '0 for the individual mark; 1 and more for the rounds of a joint session.' })
  readonly round!: number;

  @Field(() => markKindEnum, { description: 'What it says; WITHHELD where its rater has left, whoever looks.' })
  readonly kind!: MarkKind;

  @Field(() => DecimalScalar, { nullable: true, description: 'The points in the shortest form of the number; null for other kinds. Of a withheld mark for the auditor alone, as all that follows.' })
  readonly points!: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the level; null for other kinds.' })
  readonly level!: string | null;

  @Field(() => String, { description: 'The reasons; empty where they are withheld.' })
  readonly justification!: string;

  @Field(() => Int, { nullable: true, description: 'How sure the rater is, 1 to 5; null where not said.' })
  readonly confidence!: number | null;

  @Field(() => [EvidenceReferenceType], { description: 'The evidence that it rests on, as the rater says.' })
  readonly evidenceReferences!: readonly EvidenceReferenceType[];

  @Field(() => ChangeReasonType, { nullable: true, description: 'Why it differs from the mark of the round before; null where it does not, or was not said.' })
  readonly changeReason!: ChangeReasonType | null;

  @Field(() => Sha256Scalar, {
    description: "The commitment's hash, made by the rater's client; `CommitmentInput.hash` says of what.",
  })
  readonly commitmentHash!: string;

  @Field(() => String, { description: "The commitment's salt, as the rater's client sent it; empty where it is withheld." })
  readonly commitmentSalt!: string;

  readonly committedAt!: Date;
  /** Whether it is the viewer's own, as far as whoever made this knew the viewer. */
  readonly isOwn!: boolean;
}

/** What a row says: in the open, or under the server's key where the mark is hidden and one's own. */
function contentOf(row: ScoreRow, seal: Seal): MarkContent {
  if (row.score_id === null || row.value_kind === null) {
    return openMark(seal, { assignmentId: row.assignment_id, itemId: row.item_id, round: row.round }, row.sealed ?? '');
  }
  return {
    valueKind: row.value_kind,
    valuePoints: row.value_points,
    valueLevel: row.value_level,
    justification: row.justification ?? '',
    confidence: row.confidence,
    evidenceReferences: row.evidence_references ?? [],
    commitmentSalt: row.commitment_salt ?? '',
    changeReason:
      row.change_reason_kind === null ? null : { kind: row.change_reason_kind, text: row.change_reason_text ?? '' },
  };
}

/** A row that the viewer may see, as the schema shows it. */
export function toScore(row: ScoreRow, seal: Seal, viewerId: string | null = null): ScoreType {
  const content = contentOf(row, seal);
  return {
    rater: row.pseudonym,
    state: row.state,
    round: row.round,
    ...shownContent(content),
    ...(row.state === 'VOID' ? { kind: 'WITHHELD' as const } : {}),
    commitmentHash: row.commitment_hash,
    commitmentSalt: content.commitmentSalt,
    committedAt: row.created_at,
    isOwn: viewerId !== null && row.rater_id === viewerId,
  };
}

/** The mark of a rater who has left, as the schema shows it: that there was one, and nothing of what it says. */
export function toWithheld(row: ScoreRow): ScoreType {
  return {
    rater: row.pseudonym,
    state: row.state,
    round: row.round,
    kind: 'WITHHELD',
    points: null,
    level: null,
    justification: '',
    confidence: null,
    evidenceReferences: [],
    changeReason: null,
    commitmentHash: row.commitment_hash,
    commitmentSalt: '',
    committedAt: row.created_at,
    isOwn: false,
  };
}

/** What marks and drafts say, as the schema shows it. */
function shownContent(content: DraftContent) {
  return {
    kind: content.valueKind,
    points: content.valuePoints && shortestDecimal(content.valuePoints),
    level: content.valueLevel,
    justification: content.justification,
    confidence: content.confidence,
    evidenceReferences: content.evidenceReferences.map(toReference),
    changeReason: content.changeReason,
  };
}

/** A draft. */
@ObjectType('ScoreDraft', { description: 'A mark that the viewer is still thinking about.', simpleResolvers: true })
export class ScoreDraftType {
  @Field(() => Int, { description: 'The round that it is for.' })
  readonly round!: number;

  @Field(() => scoreValueKindEnum, { description: 'What it says.' })
  readonly kind!: ScoreValueKind;

  @Field(() => DecimalScalar, { nullable: true, description: 'The points in the shortest form of the number; null for other kinds.' })
  readonly points!: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the level; null for other kinds.' })
  readonly level!: string | null;

  @Field(() => String, { description: 'The reasons, as they are kept: hash this text for the commitment.' })
  readonly justification!: string;

  @Field(() => Int, { nullable: true, description: 'How sure the rater is, 1 to 5; null where not said.' })
  readonly confidence!: number | null;

  @Field(() => [EvidenceReferenceType], { description: 'The evidence that it rests on, as the rater says.' })
  readonly evidenceReferences!: readonly EvidenceReferenceType[];

  @Field(() => ChangeReasonType, { nullable: true, description: 'Why it differs from the mark of the round before; null where that was not said.' })
  readonly changeReason!: ChangeReasonType | null;
}

/** The viewer's own draft as the schema shows it. */
export function toDraft(row: ScoreDraftRow, seal: Seal): ScoreDraftType {
  const place = { assignmentId: row.assignment_id, itemId: row.item_id, round: row.round };
  return { round: row.round, ...shownContent(openDraft(seal, place, row.sealed)) };
}
