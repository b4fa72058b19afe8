import { Field, ID, Int, ObjectType } from 'type-graphql';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Sha256Scalar } from '../../relay/scalars.js';
import { type ScoreValueKind, scoreValueKindEnum } from '../evaluations/index.js';
import type { ConsensusVote, ProposalState } from './consensus-proposal.entity.js';
import type { DissentRow, ProposalRow, ProposalVoteRow } from './session-item.loader.js';

/** The states as the schema shows them. */
export const proposalStateEnum = describedEnum<ProposalState>('ProposalState', 'Where a proposal stands.', {
  OPEN: 'It waits for answers.',
  AGREED: 'The raters have agreed on it.',
  OBJECTED: 'A rater has objected; its item went back to discussion.',
  WITHDRAWN: 'It was given up: its item was taken to discussion, concluded or put off.',
});

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

/** The votes as the schema shows them. */
export const consensusVoteEnum = describedEnum<ConsensusVote>('ConsensusVote', 'What a rater says of a proposal.', {
  CONFIRM: 'The rater agrees.',
  OBJECT: 'The rater does not, for a reason.',
  ABSTAIN: 'The rater says neither.',
});

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
