import type { Transaction } from '../../database/unit-of-work.js';
import { take } from '../../machine.js';
import { closeRoundOf, openRoundOf, voidRoundMarks } from '../evaluations/index.js';
import { endTimer, pauseTimers, resumeTimers } from '../facilitation/index.js';
import { ratingSessionMachine } from './rating-session.machine.js';
import type { RatingSession, SuspensionCause } from './rating-session.entity.js';
import { ratingSessionChanged } from './rating-session.stream.js';
import { RatingRoundEntity, type VoidReason } from './rating-round.entity.js';
import { SessionItemEntity } from './session-item.entity.js';
import { quorumOfSession, type SessionContext } from './session-context.js';

/** Lets an open session stand still: its round takes no marks, its timers wait. */
export async function suspendSession(transaction: Transaction, session: RatingSession, cause: SuspensionCause): Promise<void> {
  take(ratingSessionMachine, session, 'suspend');
  session.suspensionCause = cause;
  await pauseTimers(transaction, session.id);
  for (const { itemId } of await roundsOf(transaction, session.id)) {
    await closeRoundOf(transaction, itemId);
  }
  transaction.publish(ratingSessionChanged(session.id, 'SUSPENDED'));
}

/** Lets a session go on where it stood. */
export async function resumeSession(transaction: Transaction, session: RatingSession): Promise<void> {
  take(ratingSessionMachine, session, 'resume');
  session.suspensionCause = null;
  const ends = await resumeTimers(transaction, session.id);
  for (const { round, itemId } of await roundsOf(transaction, session.id)) {
    await openRoundOf(transaction, itemId, round.number, ends.get(round.id) ?? null);
  }
  transaction.publish(ratingSessionChanged(session.id, 'RESUMED'));
}

/** Suspends an open session that has lost its quorum. */
export async function suspendWithoutQuorum(transaction: Transaction, context: SessionContext): Promise<void> {
  if (context.session.state === 'OPEN' && !quorumOfSession(context).met) {
    await suspendSession(transaction, context.session, 'QUORUM_LOST');
    transaction.enter({
      action: 'ratingSession.advanced',
      subjectType: 'RatingSession',
      subjectId: context.session.id,
      body: { from: 'OPEN', to: 'SUSPENDED', quorum: quorumOfSession(context) },
    });
  }
}

/** Gives up the rounds of a session that were not revealed: their marks are void, and stay sealed. */
export async function giveUpRounds(transaction: Transaction, sessionId: string, reason: VoidReason, sessionItemId?: string): Promise<void> {
  const { em, now } = transaction;
  for (const { round, itemId, sessionItem } of await roundsOf(transaction, sessionId, ['SCORING', 'CLOSED'])) {
    if (sessionItemId !== undefined && sessionItem.id !== sessionItemId) {
      continue;
    }
    round.state = 'VOID';
    round.voidReason = reason;
    round.closedAt ??= now;
    sessionItem.rounds -= 1;
    await closeRoundOf(transaction, itemId);
    await endTimer(transaction, round.id);
    await em.flush();
    await voidRoundMarks(transaction, itemId, round.number);
  }
}

async function roundsOf({ em }: Transaction, sessionId: string, states: readonly ('SCORING' | 'CLOSED')[] = ['SCORING']) {
  const items = await em.find(SessionItemEntity, { sessionId, state: { $in: [...states] } });
  const rounds = await em.find(RatingRoundEntity, { sessionItemId: { $in: items.map(({ id }) => id) }, state: { $in: [...states] } });
  return rounds.flatMap((round) => {
    const sessionItem = items.find(({ id }) => id === round.sessionItemId);
    return sessionItem ? [{ round, sessionItem, itemId: sessionItem.itemId }] : [];
  });
}
