import { noId } from '../../database/stable-id.js';
import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { type Fault, fault, faults, ok } from '../../errors.js';
import { cleanText, labelled } from '../../language/index.js';
import { take } from '../../machine.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { isSignedIn, type SignedInViewer, type Viewer } from '../accounts/index.js';
import { type EvaluationItem, EvaluationItemEntity } from '../evaluations/index.js';
import { agree, type Agreement } from './consensus.command.js';
import {
  type ConsensusProposal,
  ConsensusProposalEntity,
  type ConsensusVote,
  type ProposalVote,
  ProposalVoteEntity,
} from './consensus-proposal.entity.js';
import { hashOfText } from './make-proposal.js';
import { mayReadSessionItem, mayTakePart } from './rating-session.policy.js';
import { sessionItemChanged } from './rating-session.stream.js';
import { quorumOfSession, ratersTakingPart, type SessionContext, sessionContext } from './session-context.js';
import { type SessionItem, SessionItemEntity } from './session-item.entity.js';
import { sessionItemMachine } from './session-item.machine.js';

/** A rater's answer to proposals of one session. */
export interface Vote {
  readonly proposalIds: readonly (string | null)[];
  readonly vote: ConsensusVote;
  readonly text?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** Proposals that one command may answer: a consent list is answered at once. */
const greatestBatch = 100;

/** Answers proposals. */
export class VoteCommand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Confirms, objects to or abstains from proposals, all or none. The vote that makes an agreement locks its item at
   * once; an objection takes its item to discussion as long as a round is left, and stays on record when none is.
   */
  async run(viewer: Viewer, request: Vote): Promise<Outcome<{ sessionId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const { proposalIds, vote } = request;
    if (proposalIds.length === 0 || proposalIds.length > greatestBatch) {
      return fault('OUT_OF_RANGE', ['proposalIds'], { minimum: 1, maximum: greatestBatch });
    }
    const text = cleanText(request.text ?? '', { min: vote === 'OBJECT' ? 1 : 0, max: 5_000, multiline: true });
    if (!text.ok) {
      return vote === 'OBJECT' && (request.text ?? '') === ''
        ? fault('REASON_REQUIRED', ['text'])
        : fault(text.code, ['text'], { minimum: 0, maximum: 5_000 });
    }
    return this.unitOfWork.run(
      {
        operation: 'consensusVote',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
        constraints: { proposal_vote_proposal_id_assignment_id_unique: { code: 'ALREADY_VOTED', path: ['proposalIds'] } },
      },
      async (transaction) => {
        const context = await contextOfProposals(transaction, proposalIds);
        if (!context) {
          return fault('NOT_FOUND', ['proposalIds', '0']);
        }
        const asked = await proposalsOf(transaction, context, proposalIds);
        const found: Fault[] = [];
        for (const [at, proposalId] of proposalIds.entries()) {
          const wrong = await this.#answer(transaction, context, viewer, asked.get(proposalId ?? ''), { vote, text: text.text });
          found.push(...wrong.map((one) => ({ ...one, path: ['proposalIds', String(at)] })));
        }
        return found.length > 0 ? faults(found) : ok({ sessionId: context.session.id });
      },
    );
  }

  async #answer(
    transaction: Transaction,
    context: SessionContext,
    viewer: SignedInViewer,
    asked: AskedProposal | undefined,
    { vote, text }: { readonly vote: ConsensusVote; readonly text: string },
  ): Promise<readonly Fault[]> {
    const { em } = transaction;
    const { session, observerIds, raters, takingPart } = context;
    const itemRaterIds = raters.filter(({ evaluationId }) => evaluationId === asked?.item.evaluationId).map(({ accountId }) => accountId);
    const evaluation = context.evaluations.find(({ id }) => id === asked?.item.evaluationId);
    const sight = evaluation && { evaluationId: evaluation.id, councilId: evaluation.councilId, itemRaterIds, observerIds: [...observerIds] };
    if (!asked || !sight || !mayReadSessionItem(viewer, sight)) {
      return [{ code: 'NOT_FOUND', path: [] }];
    }
    const { proposal, sessionItem, item, votes } = asked;
    const decision = mayTakePart(viewer, { itemRaterIds, takingPartIds: [...takingPart] });
    if (!decision.allowed) {
      return decisionFaults(decision);
    }
    if (session.state !== 'OPEN') {
      return [{ code: 'INVALID_STATE', path: [], parameters: { state: labelled('RatingSessionState', session.state) } }];
    }
    const rater = raters.find(({ evaluationId, accountId }) => evaluationId === item.evaluationId && accountId === viewer.accountId);
    if (!rater || votes.some(({ assignmentId }) => assignmentId === rater.assignmentId)) {
      return [{ code: 'ALREADY_VOTED', path: [] }];
    }
    if (sessionItem.state !== 'PROPOSED' || proposal.state !== 'OPEN') {
      return [{ code: 'INVALID_STATE', path: [], parameters: { state: labelled('RatingSessionItemState', sessionItem.state) } }];
    }
    votes.push(em.create(ProposalVoteEntity, { proposalId: proposal.id, assignmentId: rater.assignmentId, vote, text: text === '' ? null : text }));
    transaction.publish(sessionItemChanged(session.id, sessionItem.id, 'vote', true));
    transaction.enter({
      action: 'proposal.answered',
      subjectType: 'EvaluationItem',
      subjectId: item.id,
      body: {
        item: encodeNodeId('EvaluationItem', item.id),
        sessionId: session.id,
        proposalId: proposal.id,
        rater: rater.pseudonym,
        vote,
        textSha256: hashOfText(text),
      },
    });
    const indicator = context.rules.indicators.find(({ code }) => code === item.indicatorCode);
    if (!indicator) {
      throw new Error(`the methodology has no indicator ${item.indicatorCode}`);
    }
    if (vote === 'OBJECT' && sessionItem.rounds < context.body.maxRounds) {
      proposal.state = 'OBJECTED';
      take(sessionItemMachine, sessionItem, 'discuss');
      transaction.publish(sessionItemChanged(session.id, sessionItem.id, 'discuss', true));
    } else if (isAgreed(context, asked)) {
      await agree(transaction, { ...context, sessionItem, item, indicator }, proposal, agreementOf(context, asked));
    }
    return [];
  }
}

/** The session of some proposals, by the first of them, locked. */
async function contextOfProposals(transaction: Transaction, [first]: readonly (string | null)[]): Promise<SessionContext | null> {
  const found = await transaction.database
    .selectFrom('consensus_proposal')
    .innerJoin('session_item', 'session_item.id', 'consensus_proposal.session_item_id')
    .select('session_item.session_id')
    .where('consensus_proposal.id', '=', first ?? noId)
    .executeTakeFirst();
  return found ? sessionContext(transaction, found.session_id) : null;
}

/** A proposal with all that its answer looks at. */
interface AskedProposal {
  readonly proposal: ConsensusProposal;
  readonly sessionItem: SessionItem;
  readonly item: EvaluationItem;
  readonly votes: ProposalVote[];
}

/** Proposals of a session by their ids, in as many reads for a whole consent list as for one. */
async function proposalsOf(
  { em }: Transaction,
  { session }: SessionContext,
  proposalIds: readonly (string | null)[],
): Promise<ReadonlyMap<string, AskedProposal>> {
  const proposals = await em.find(ConsensusProposalEntity, { id: { $in: proposalIds.filter((id) => id !== null) } });
  const sessionItems = await em.find(SessionItemEntity, { id: { $in: proposals.map(({ sessionItemId }) => sessionItemId) }, sessionId: session.id });
  const items = await em.find(EvaluationItemEntity, { id: { $in: sessionItems.map(({ itemId }) => itemId) } });
  const votes = await em.find(ProposalVoteEntity, { proposalId: { $in: proposals.map(({ id }) => id) } });
  return new Map(
    proposals.flatMap((proposal): [string, AskedProposal][] => {
      const sessionItem = sessionItems.find(({ id }) => id === proposal.sessionItemId);
      const item = items.find(({ id }) => id === sessionItem?.itemId);
      return sessionItem && item
        ? [[proposal.id, { proposal, sessionItem, item, votes: votes.filter(({ proposalId }) => proposalId === proposal.id) }]]
        : [];
    }),
  );
}

/**
 * Whether a proposal is agreed on: the council's quorum is there, nobody objects, and all but one of the raters who are
 * there confirm; all of them where the value lies outside the marks.
 */
function isAgreed(context: SessionContext, { proposal, item, votes }: AskedProposal): boolean {
  const there = new Set(ratersTakingPart(context, item.evaluationId).map(({ assignmentId }) => assignmentId));
  const confirmed = votes.filter(({ vote, assignmentId }) => vote === 'CONFIRM' && there.has(assignmentId)).length;
  const needed = proposal.withinRange ? there.size - 1 : there.size;
  return (
    quorumOfSession(context, item.evaluationId).met &&
    votes.every(({ vote }) => vote !== 'OBJECT') &&
    confirmed >= Math.max(needed, 1)
  );
}

/** Who has answered a proposal how, and who of those who are there has not. */
function agreementOf(context: SessionContext, { item, votes }: AskedProposal): Agreement {
  const answered = (answer: ConsensusVote): readonly string[] =>
    votes
      .filter(({ vote }) => vote === answer)
      .map(({ assignmentId }) => context.raters.find((rater) => rater.assignmentId === assignmentId)?.pseudonym ?? 'RECUSED')
      .toSorted();
  return {
    confirmed: answered('CONFIRM'),
    abstained: answered('ABSTAIN'),
    objected: answered('OBJECT'),
    silent: ratersTakingPart(context, item.evaluationId)
      .filter((rater) => !votes.some(({ assignmentId }) => assignmentId === rater.assignmentId))
      .map(({ pseudonym }) => pseudonym),
  };
}
