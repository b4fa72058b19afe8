import type { Transaction } from '../../database/unit-of-work.js';
import { take } from '../../machine.js';
import { type ItemOutcome, toExactString } from '../../scoring/index.js';
import { EvaluationItemEntity, lastMarks } from '../evaluations/index.js';
import { makeProposal } from './make-proposal.js';
import type { SessionContext } from './session-context.js';
import { SessionItemEntity } from './session-item.entity.js';
import { sessionItemMachine } from './session-item.machine.js';
import { triage } from './triage.js';

/** The columns of a proposal that say an outcome; null of one that says nothing. */
export function proposalOf(outcome: ItemOutcome): { valueKind: 'POINTS' | 'NOT_APPLICABLE' | 'NO_EVIDENCE'; valuePoints: string | null } | null {
  switch (outcome.kind) {
    case 'POINTS':
      return { valueKind: 'POINTS', valuePoints: toExactString(outcome.points) };
    case 'NOT_SCORED':
      return null;
    default:
      return { valueKind: outcome.kind, valuePoints: null };
  }
}

/**
 * Sorts the agenda when a session opens: items whose marks agree go to the consent list with their aggregate as the
 * proposal, all others to discussion. Live time is for what is disputed.
 */
export async function triageAgenda(transaction: Transaction, { session, rules, body }: SessionContext): Promise<void> {
  const { em } = transaction;
  const agenda = await em.find(SessionItemEntity, { sessionId: session.id, state: 'PENDING' }, { orderBy: { ordinal: 'asc' } });
  const items = await em.find(EvaluationItemEntity, { id: { $in: agenda.map(({ itemId }) => itemId) } });
  const marks = await lastMarks(transaction, items.map(({ id }) => id));
  for (const sessionItem of agenda) {
    const item = items.find(({ id }) => id === sessionItem.itemId);
    const indicator = rules.indicators.find(({ code }) => code === item?.indicatorCode);
    if (!item || !indicator) {
      throw new Error(`the item ${sessionItem.itemId} is not one of the methodology`);
    }
    const { reasons, aggregate } = triage(rules, indicator, marks.get(item.id) ?? [], body.minRaters);
    const proposal = proposalOf(aggregate.outcome);
    sessionItem.triageReasons = [...reasons];
    take(sessionItemMachine, sessionItem, 'triage');
    if (reasons.length > 0 || proposal === null) {
      take(sessionItemMachine, sessionItem, 'discuss');
      continue;
    }
    take(sessionItemMachine, sessionItem, 'propose');
    makeProposal(transaction, { sessionId: session.id, sessionItemId: sessionItem.id, itemId: item.id }, {
      round: item.revealedRound ?? 0,
      ...proposal,
      valueLevel: null,
      rationale: null,
      withinRange: true,
      evidenceId: null,
      evidenceSha256: null,
      proposedBy: null,
    });
  }
  await em.flush();
}
