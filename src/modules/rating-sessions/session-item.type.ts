import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { describeMachine } from '../../machine.js';
import { connectionTypes } from '../../relay/connections/connection.js';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import { Sha256Scalar } from '../../relay/scalars.js';
import { scoreValueKindEnum } from '../evaluations/index.js';
import type { ScoreValueKind } from '../evaluations/index.js';
import type { ConsensusVote, ProposalState } from './consensus-proposal.entity.js';
import type { RatingRoundState, VoidReason } from './rating-round.entity.js';
import type { SessionItemFacts } from './rating-session.policy.js';
import type { DissentRow, ProposalRow, ProposalVoteRow, RatingRoundRow, SessionItemRow } from './session-item.loader.js';
import { sessionItemMachine } from './session-item.machine.js';
import type { SessionItemState } from './session-item.entity.js';
import type { TriageReason } from './triage.js';

/** The states as the schema shows them. */
export const sessionItemStateEnum = describedEnum<SessionItemState>(
  'RatingSessionItemState',
  `Where an item stands in a session. Its path:\n${describeMachine(sessionItemMachine)}`,
  {
    PENDING: 'The session is not open yet.',
    TRIAGED: 'Sorted by the disagreement of its marks. Left in the same instant.',
    PROPOSED: 'A value waits for the answers of the raters: on the consent list, or after a round.',
    DISCUSSION: 'Raters discuss it.',
    SCORING: 'A round of blind marks is open.',
    CLOSED: 'The round takes no marks any more; nobody has seen them.',
    REVEALED: 'All marks of the round were revealed together.',
    AGREED: 'The raters have agreed. Left in the same instant.',
    NO_CONSENSUS: 'The aggregate of the last round decides. Left in the same instant.',
    LOCKED: 'Decided; its points are official.',
    DEFERRED: 'Put off to another session.',
    REOPENED: 'Decided before, and taken up again.',
  },
);

/** The reasons as the schema shows them. */
export const triageReasonEnum = describedEnum<TriageReason>('TriageReason', 'Why marks are taken to disagree.', {
  INDEX: "RAND/UCLA's disagreement index is 1 or more.",
  RANGE: 'They lie further apart than a third of the scale.',
  ABSTENTION: 'A minority says that the indicator does not apply, or that there is no evidence.',
  TOO_FEW: 'They are fewer than the methodology asks for.',
  UNRESOLVED: 'The rules make no outcome of them.',
});

/** The states as the schema shows them. */
export const ratingRoundStateEnum = describedEnum<RatingRoundState>('RatingRoundState', 'Where a round of blind marks stands.', {
  SCORING: 'It takes marks.',
  CLOSED: 'It takes no marks any more; nobody has seen them.',
  REVEALED: 'All its marks were revealed together.',
  VOID: 'It was given up; its marks count for nothing and stay sealed.',
});

/** The reasons as the schema shows them. */
export const voidReasonEnum = describedEnum<VoidReason>('VoidReason', 'Why a round was given up.', {
  TOO_FEW_MARKS: 'Its time was over, and fewer raters had marked than the methodology asks for.',
  DEFERRED: 'Its item was put off.',
  SESSION_ABORTED: 'The session was given up.',
});

/** The states as the schema shows them. */
export const proposalStateEnum = describedEnum<ProposalState>('ProposalState', 'Where a proposal stands.', {
  OPEN: 'It waits for answers.',
  AGREED: 'The raters have agreed on it.',
  OBJECTED: 'A rater has objected; its item went back to discussion.',
  WITHDRAWN: 'It was given up: its item was taken to discussion, concluded or put off.',
});

/** The votes as the schema shows them. */
export const consensusVoteEnum = describedEnum<ConsensusVote>('ConsensusVote', 'What a rater says of a proposal.', {
  CONFIRM: 'The rater agrees.',
  OBJECT: 'The rater does not, for a reason.',
  ABSTAIN: 'The rater says neither.',
});

/** An item of a session. */
@ObjectType('RatingSessionItem', {
  implements: Node,
  description: 'One indicator of one council on the agenda of a session. Not for raters who do not rate the council, or not any more.',
  simpleResolvers: true,
})
export class RatingSessionItemType extends Node {
  @Field(() => sessionItemStateEnum, { description: 'Where it stands.' })
  readonly state!: SessionItemState;

  @Field(() => Int, { description: 'Its place on the agenda, from 1.' })
  readonly ordinal!: number;

  @Field(() => Boolean, { description: 'Whether it is on the floor; one item of a session is.' })
  readonly active!: boolean;

  @Field(() => String, { description: 'The code of its indicator.' })
  readonly indicatorCode!: string;

  @Field(() => ID, { description: 'The item that is rated, for `node`.' })
  readonly evaluationItemId!: string;

  @Field(() => Int, { description: 'Rounds that were held or are being held; those that were given up do not count.' })
  readonly roundCount!: number;

  @Field(() => Int, { description: 'Rounds that the methodology allows.' })
  readonly maxRounds!: number;

  @Field(() => [triageReasonEnum], {
    nullable: true,
    description: 'Why its marks were taken to disagree when the session was opened; empty where they agreed; null before.',
  })
  readonly triageReasons!: readonly TriageReason[] | null;

  @Field(() => String, { nullable: true, description: 'Why it was put off; null where it was not.' })
  readonly deferReason!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it is to be, or was, taken up again after it had been decided; null where nobody has asked.' })
  readonly reopenReason!: string | null;

  readonly row!: SessionItemRow;
}

/** A page of items. */
export const { Connection: RatingSessionItemConnection } = connectionTypes(RatingSessionItemType, { name: 'RatingSessionItem' });

/** A row as the schema shows it. */
export function toSessionItem(row: SessionItemRow): RatingSessionItemType {
  return {
    id: encodeNodeId('RatingSessionItem', row.id),
    state: row.state,
    ordinal: row.ordinal,
    active: row.active,
    indicatorCode: row.indicator_code,
    evaluationItemId: encodeNodeId('EvaluationItem', row.item_id),
    roundCount: row.rounds,
    maxRounds: row.max_rounds,
    triageReasons: row.triage_reasons,
    deferReason: row.defer_reason,
    reopenReason: row.reopen_reason,
    row,
  };
}

/** What the rules on an item look at. */
export function factsOfItemRow(row: SessionItemRow): SessionItemFacts {
  return {
    state: row.session_state,
    cycleState: row.cycle_state,
    holderId: row.holder_id,
    councilIds: row.council_ids,
    raterIds: row.rater_ids,
    observerIds: row.observer_ids,
    itemState: row.state,
    isActive: row.active,
    rounds: row.rounds,
    maxRounds: row.max_rounds,
    itemRaterIds: row.rater_ids,
    presentIds: row.present_ids,
  };
}

/** What became of the raters of a round. */
@ObjectType('RoundRoll', { description: 'What the raters of a round did: numbers alone, since names and pseudonyms do not meet.', simpleResolvers: true })
export class RoundRollType {
  @Field(() => Int, { description: 'Raters who have marked.' })
  readonly marked!: number;

  @Field(() => Int, { description: 'Raters who have passed: there, and without a mark by their own word.' })
  readonly passed!: number;

  @Field(() => Int, { description: 'Raters who did neither.' })
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
    roll: row.state === 'REVEALED' ? row.roll : null,
    row,
  };
}

/** How far a round has come. */
@ObjectType('RoundProgress', { description: 'How far a round has come.', simpleResolvers: true })
export class RoundProgressType {
  @Field(() => Int, { description: 'Raters who have marked or passed.' })
  readonly responded!: number;

  @Field(() => Int, { description: 'Raters whose assignments are in force.' })
  readonly entitled!: number;
}

/** What one value was given by so many. */
@ObjectType('ValueCount', { description: 'How many raters gave a value.', simpleResolvers: true })
export class ValueCountType {
  @Field(() => scoreValueKindEnum, { description: 'Which kind of mark.' })
  readonly kind!: ScoreValueKind;

  @Field(() => String, { nullable: true, description: 'The exact points; null for the kinds without a number.' })
  readonly points!: string | null;

  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

/** What the marks of a round come to. */
@ObjectType('MarkSummary', { description: 'What revealed marks come to, for the discussion.', simpleResolvers: true })
export class MarkSummaryType {
  @Field(() => Int, { description: 'How many marks there are.' })
  readonly marks!: number;

  @Field(() => [ValueCountType], { description: 'How many gave each value; points by their size, then the kinds without a number.' })
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

/** A proposal. */
@ObjectType('ConsensusProposal', { description: 'A value that the raters of a council are asked to agree on.', simpleResolvers: true })
export class ConsensusProposalType {
  @Field(() => ID, { description: 'What `consensusVote` names it by.' })
  readonly id!: string;

  @Field(() => proposalStateEnum, { description: 'Where it stands.' })
  readonly state!: ProposalState;

  @Field(() => Int, { description: 'The round whose marks it follows; 0 for the individual ones.' })
  readonly round!: number;

  @Field(() => scoreValueKindEnum, { description: 'What it says.' })
  readonly kind!: ScoreValueKind;

  @Field(() => String, { nullable: true, description: 'The exact points, a whole number or a fraction; null for other kinds.' })
  readonly points!: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the level; null for other kinds.' })
  readonly level!: string | null;

  @Field(() => String, { nullable: true, description: 'Why; null where the aggregate of marks that agree is proposed.' })
  readonly rationale!: string | null;

  @Field(() => Boolean, { description: 'Whether it lies within the marks of its round. If not, every rater who is there has to confirm.' })
  readonly withinRange!: boolean;

  @Field(() => ID, { nullable: true, description: 'The piece of evidence that it rests on; null without one.' })
  readonly evidenceId!: string | null;

  @Field(() => Sha256Scalar, { nullable: true, description: 'SHA-256 of the bytes of that piece.' })
  readonly evidenceSha256!: string | null;

  readonly proposalId!: string;
}

/** A row as the schema shows it. */
export function toProposal(row: ProposalRow): ConsensusProposalType {
  return {
    id: encodeNodeId('ConsensusProposal', row.id),
    state: row.state,
    round: row.round,
    kind: row.value_kind,
    points: row.value_points,
    level: row.value_level,
    rationale: row.rationale,
    withinRange: row.within_range,
    evidenceId: row.evidence_id && encodeNodeId('Evidence', row.evidence_id),
    evidenceSha256: row.evidence_sha256,
    proposalId: row.id,
  };
}

/** An answer to a proposal. */
@ObjectType('ProposalVote', { description: 'The answer of a rater to a proposal, under the pseudonym.', simpleResolvers: true })
export class ProposalVoteType {
  @Field(() => String, { description: "The rater's pseudonym in the cycle." })
  readonly rater!: string;

  @Field(() => consensusVoteEnum, { description: 'What the rater says.' })
  readonly vote!: ConsensusVote;

  @Field(() => String, { nullable: true, description: 'Why; with an objection always.' })
  readonly text!: string | null;
}

/** A row as the schema shows it. */
export const toVote = ({ pseudonym, vote, text }: ProposalVoteRow): ProposalVoteType => ({ rater: pseudonym, vote, text });

/** A minority opinion. */
@ObjectType('Dissent', { description: 'A minority opinion on an item, for the protocol.', simpleResolvers: true })
export class DissentType {
  @Field(() => String, { description: "The rater's pseudonym in the cycle." })
  readonly rater!: string;

  @Field(() => String, { description: 'The opinion.' })
  readonly text!: string;
}

/** A row as the schema shows it. */
export const toDissent = ({ pseudonym, text }: DissentRow): DissentType => ({ rater: pseudonym, text });
