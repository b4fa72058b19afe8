import { v7 } from 'uuid';
import type { Transaction } from '../../database/unit-of-work.js';
import { sha256Hex } from '../../ledger/index.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { type ConsensusProposal, ConsensusProposalEntity } from './consensus-proposal.entity.js';

/** What is proposed: the columns of its row that say so. */
export type NewProposal = Pick<
  ConsensusProposal,
  'round' | 'valueKind' | 'valuePoints' | 'valueLevel' | 'rationale' | 'withinRange' | 'evidenceId' | 'evidenceSha256' | 'proposedBy'
>;

/** Where something is proposed. */
interface ProposalPlace {
  readonly sessionId: string;
  readonly sessionItemId: string;
  /** The id of the item that is rated. */
  readonly itemId: string;
}

/** Makes a proposal, and enters what it says: nobody can say later that raters were asked to agree on something else. */
export function makeProposal(transaction: Transaction, { sessionId, sessionItemId, itemId }: ProposalPlace, proposal: NewProposal): void {
  const id = v7();
  transaction.em.create(ConsensusProposalEntity, { ...proposal, id, sessionItemId });
  const { round, withinRange, rationale, evidenceSha256, proposedBy } = proposal;
  transaction.enter({
    action: 'proposal.made',
    subjectType: 'EvaluationItem',
    subjectId: itemId,
    body: {
      item: encodeNodeId('EvaluationItem', itemId),
      sessionId,
      proposalId: id,
      round,
      ...saidBy(proposal),
      withinRange,
      rationaleSha256: hashOfText(rationale),
      evidenceSha256: evidenceSha256 ?? null,
      proposedBy: (proposedBy ?? null) === null ? 'SERVER' : 'LEAD',
    },
  });
}

/** What a proposal says, as ledger and protocol write it. */
export const saidBy = ({ valueKind, valuePoints, valueLevel }: Pick<ConsensusProposal, 'valueKind' | 'valuePoints' | 'valueLevel'>) => ({
  kind: valueKind,
  points: valuePoints ?? null,
  level: valueLevel ?? null,
});

/** SHA-256 of a text in UTF-8 as the ledger keeps it; null without one. */
export const hashOfText = (text: string | null | undefined): string | null => (text ? sha256Hex(text) : null);
