import type { Transaction } from '../../database/unit-of-work.js';
import { allowed, refused } from '../../decision.js';
import { labelled } from '../../language/index.js';
import type { FacilitatedSubject } from '../facilitation/index.js';
import { impartialFacilitators } from './impartiality.js';
import { mayReadSession } from './rating-session.policy.js';
import { ratingSessionStreamKey } from './rating-session.stream.js';
import { sessionContext } from './session-context.js';
import { suspendWithoutQuorum } from './suspension.js';

/** A session as facilitation sees it, locked; null where there is none. */
export async function facilitatedSession(transaction: Transaction, id: string): Promise<FacilitatedSubject | null> {
  const context = await sessionContext(transaction, id);
  if (!context) {
    return null;
  }
  const { session, raters, observerIds, evaluations } = context;
  const raterIds = raters.map(({ accountId }) => accountId);
  const isOpen = ['SCHEDULED', 'OPEN', 'SUSPENDED'].includes(session.state);
  return {
    id,
    streamKey: ratingSessionStreamKey(id),
    isSeenBy: (viewer) => mayReadSession(viewer, { raterIds, observerIds: [...observerIds], evaluationIds: evaluations.map((evaluation) => evaluation.id) }),
    mayLead: async (accountId) => {
      const found = await impartialFacilitators(transaction.database, [accountId], evaluations.map((evaluation) => evaluation.id));
      return found.get(accountId) === 'IMPARTIAL';
    },
    isOpenForCheckIn: isOpen ? allowed : refused('INVALID_STATE', { state: labelled('RatingSessionState', session.state) }),
    memberIds: new Set([...raterIds, ...observerIds]),
    afterAttendance: async () => {
      const after = await sessionContext(transaction, id);
      if (after) {
        await suspendWithoutQuorum(transaction, after);
      }
    },
  };
}

