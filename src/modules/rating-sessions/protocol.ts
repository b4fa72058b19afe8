import type { Transaction } from '../../database/unit-of-work.js';
import { canonicalJson, contentHash, domainTags } from '../../ledger/index.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { type EvaluationItem, EvaluationItemEntity } from '../evaluations/index.js';
import { attendanceByOthers } from '../facilitation/index.js';
import { saidBy } from './make-proposal.js';
import { ConsensusProposalEntity, DissentEntity, ProposalVoteEntity } from './consensus-proposal.entity.js';
import { RatingRoundEntity } from './rating-round.entity.js';
import { quorumOfSession, type SessionContext } from './session-context.js';
import { type SessionItem, SessionItemEntity } from './session-item.entity.js';
import { SessionProtocolCouncilEntity, SessionProtocolEntity } from './session-protocol.entity.js';

/**
 * Writes what a session has decided: of each council a line for each item, with its rounds, votes and dissents, under a
 * hash of its own; all of these under the one hash that is signed. So whoever was there signs the whole, and reads of
 * those councils alone whose rating is theirs to see. Raters stand in it under their pseudonyms; who was there is in the
 * record of attendance, and counted here.
 */
export async function writeProtocol(transaction: Transaction, context: SessionContext): Promise<void> {
  const { em } = transaction;
  const { session, cycle, evaluations, raters } = context;
  const agenda = await em.find(SessionItemEntity, { sessionId: session.id }, { orderBy: { ordinal: 'asc' } });
  const sessionItemId = { $in: agenda.map(({ id }) => id) };
  const [items, rounds, proposals, dissents] = [
    await em.find(EvaluationItemEntity, { id: { $in: agenda.map(({ itemId }) => itemId) } }),
    await em.find(RatingRoundEntity, { sessionItemId }, { orderBy: { number: 'asc' } }),
    await em.find(ConsensusProposalEntity, { sessionItemId }, { orderBy: { id: 'asc' } }),
    await em.find(DissentEntity, { sessionItemId }),
  ];
  const votes = await em.find(ProposalVoteEntity, { proposalId: { $in: proposals.map(({ id }) => id) } });
  const pseudonyms = new Map(raters.map(({ assignmentId, pseudonym }) => [assignmentId, pseudonym]));
  const named = (assignmentId: string): string => pseudonyms.get(assignmentId) ?? 'RECUSED';
  const itemsById = new Map(items.map((item) => [item.id, item]));
  const lineOf = (line: SessionItem, item: EvaluationItem) => {
    const own = proposals.filter((proposal) => proposal.sessionItemId === line.id);
    return {
      item: encodeNodeId('EvaluationItem', line.itemId),
      indicator: item.indicatorCode,
      state: line.state,
      deferReason: line.deferReason ?? null,
      points: item.officialPoints ?? null,
      basis: item.officialBasis ?? null,
      triage: line.triageReasons ?? null,
      rounds: rounds
        .filter((round) => round.sessionItemId === line.id)
        .map(({ number, state, roll }) => ({ number, state, roll: roll ? { ...roll } : null })),
      proposals: own.map((proposal) => ({
        proposal: proposal.id,
        round: proposal.round,
        state: proposal.state,
        value: saidBy(proposal),
        withinRange: proposal.withinRange,
        evidenceSha256: proposal.evidenceSha256 ?? null,
      })),
      votes: own.flatMap((proposal) =>
        votes
          .filter(({ proposalId }) => proposalId === proposal.id)
          .map(({ assignmentId, vote, text }) => ({ proposal: proposal.id, round: proposal.round, rater: named(assignmentId), vote, text: text ?? null }))
          .toSorted((left, right) => (left.rater < right.rater ? -1 : 1)),
      ),
      dissents: dissents
        .filter((dissent) => dissent.sessionItemId === line.id)
        .map(({ assignmentId, text }) => ({ rater: named(assignmentId), text }))
        .toSorted((left, right) => (left.rater < right.rater ? -1 : 1)),
    };
  };
  const parts = evaluations.map(({ id: evaluationId, code }) => {
    const lines = agenda.flatMap((line) => {
      const item = itemsById.get(line.itemId);
      return item?.evaluationId === evaluationId ? [lineOf(line, item)] : [];
    });
    const part = { kind: domainTags.sessionProtocolCouncil, session: encodeNodeId('RatingSession', session.id), council: code, items: lines };
    return { evaluationId, code, body: canonicalJson(part), hash: contentHash(domainTags.sessionProtocolCouncil, part) };
  });
  const body = {
    kind: domainTags.sessionProtocol,
    session: encodeNodeId('RatingSession', session.id),
    cycle: encodeNodeId('RatingCycle', cycle.id),
    methodology: cycle.methodologyHash,
    quorum: { ...quorumOfSession(context) },
    // Numbers alone: names and pseudonyms do not meet.
    attendance: await attendanceByOthers(transaction.database, session.id, raters.map(({ accountId }) => accountId)),
    councils: parts.map(({ code: council, hash: part }) => ({ council, part })),
  };
  const hash = contentHash(domainTags.sessionProtocol, body);
  em.create(SessionProtocolEntity, { sessionId: session.id, body: canonicalJson(body), hash });
  await em.flush();
  for (const { evaluationId, body: text, hash: part } of parts) {
    em.create(SessionProtocolCouncilEntity, { sessionId: session.id, evaluationId, body: text, hash: part });
  }
  transaction.enter({ action: 'protocol.written', subjectType: 'RatingSession', subjectId: session.id, body: { hash } });
}
