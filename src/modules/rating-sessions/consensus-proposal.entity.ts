import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId, randomId } from '../../database/columns.js';
import { RaterAssignmentEntity } from '../cycles/index.js';
import { SessionItemEntity } from './session-item.entity.js';

/** What a proposal says: as a mark does, or fractions of points where it is the aggregate of marks. */
export const proposalKinds = ['POINTS', 'LEVEL', 'NOT_APPLICABLE', 'NO_EVIDENCE'] as const;

/** OPEN takes votes; AGREED was confirmed; OBJECTED went back to discussion; WITHDRAWN was given up with its item. */
export const proposalStates = ['OPEN', 'AGREED', 'OBJECTED', 'WITHDRAWN'] as const;

/** What raters say of a proposal. */
export const consensusVotes = ['CONFIRM', 'OBJECT', 'ABSTAIN'] as const;

/** A value that the raters of a council are asked to agree on. */
export const ConsensusProposalEntity = defineEntity({
  name: 'ConsensusProposal',
  properties: {
    id: orderedId(),
    sessionItemId: () => p.manyToOne(SessionItemEntity).mapToPk().fieldName('session_item_id'),
    /** The round whose marks it follows; 0 for the individual ones. */
    round: p.integer(),
    valueKind: p.enum(proposalKinds),
    /** A whole number or a fraction, exactly; null for other kinds. */
    valuePoints: p.text().nullable(),
    valueLevel: p.text().nullable(),
    rationale: p.text().nullable(),
    /** Whether it lies within the marks of its round. Outside every rater who is there has to confirm. */
    withinRange: p.boolean(),
    evidenceId: p.uuid().nullable(),
    evidenceSha256: p.text().nullable(),
    /** Null where the server proposes the aggregate of marks that agree. */
    proposedBy: p.uuid().nullable(),
    state: p.enum(proposalStates).default('OPEN'),
    createdAt: createdAt(),
  },
  // One question at a time.
  uniques: [{ name: 'consensus_proposal_open_unique', properties: ['sessionItemId'], where: "state = 'OPEN'" }],
  indexes: [{ properties: ['sessionItemId'] }],
});

/** One rater's answer to a proposal. */
export const ProposalVoteEntity = defineEntity({
  name: 'ProposalVote',
  properties: {
    id: randomId(),
    proposalId: () => p.manyToOne(ConsensusProposalEntity).mapToPk().fieldName('proposal_id'),
    assignmentId: () => p.manyToOne(RaterAssignmentEntity).mapToPk().fieldName('assignment_id'),
    vote: p.enum(consensusVotes),
    text: p.text().nullable(),
    createdAt: createdAt(),
  },
  uniques: [{ properties: ['proposalId', 'assignmentId'] }],
});

/** A minority opinion on what was decided, for the protocol. */
export const DissentEntity = defineEntity({
  name: 'Dissent',
  properties: {
    id: randomId(),
    sessionItemId: () => p.manyToOne(SessionItemEntity).mapToPk().fieldName('session_item_id'),
    assignmentId: () => p.manyToOne(RaterAssignmentEntity).mapToPk().fieldName('assignment_id'),
    text: p.text(),
    createdAt: createdAt(),
  },
  uniques: [{ properties: ['sessionItemId', 'assignmentId'] }],
});

export type ConsensusProposal = InferEntity<typeof ConsensusProposalEntity>;
export type ProposalVote = InferEntity<typeof ProposalVoteEntity>;
export type ProposalState = (typeof proposalStates)[number];
export type ConsensusVote = (typeof consensusVotes)[number];

declare module '../../database/tables.js' {
  interface Tables {
    consensus_proposal: InferKyselyTable<typeof ConsensusProposalEntity>;
    proposal_vote: InferKyselyTable<typeof ProposalVoteEntity>;
    dissent: InferKyselyTable<typeof DissentEntity>;
  }
}
