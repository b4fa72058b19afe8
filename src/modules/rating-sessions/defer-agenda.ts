import type { Transaction } from '../../database/unit-of-work.js';
import { take } from '../../machine.js';
import { ConsensusProposalEntity } from './consensus-proposal.entity.js';
import { sessionItemChanged } from './rating-session.stream.js';
import { SessionItemEntity } from './session-item.entity.js';
import { sessionItemMachine } from './session-item.machine.js';

/** Puts off what a session has not decided, each item by its path and told as its own change; what waits for votes is withdrawn. */
export async function deferAgenda(transaction: Transaction, sessionId: string, reason: string | null): Promise<void> {
  const { em } = transaction;
  const open = await em.find(SessionItemEntity, { sessionId, state: { $nin: ['LOCKED', 'DEFERRED'] } }, { orderBy: { ordinal: 'asc' } });
  const proposals = await em.find(ConsensusProposalEntity, { sessionItemId: { $in: open.map(({ id }) => id) }, state: 'OPEN' });
  for (const proposal of proposals) {
    proposal.state = 'WITHDRAWN';
  }
  for (const item of open) {
    const from = item.state;
    take(sessionItemMachine, item, 'defer');
    item.active = false;
    item.deferReason = reason;
    transaction.publish(sessionItemChanged(sessionId, item.id, 'defer'));
    transaction.enter({
      action: 'sessionItem.advanced',
      subjectType: 'EvaluationItem',
      subjectId: item.itemId,
      body: { sessionId, from, to: item.state },
    });
  }
}
