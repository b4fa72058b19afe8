import type { NewEvent } from '../../realtime/event.js';
import { userStreamKey } from '../accounts/index.js';
import type { SessionItemAction } from './session-item.machine.js';

/** The key of a session's stream. Nothing about a blind mark ever goes there. */
export const ratingSessionStreamKey = (sessionId: string): string => `rating-session:${sessionId}`;

/** What a session was changed in. */
export type SessionChange = 'SCHEDULED' | 'OPENED' | 'SUSPENDED' | 'RESUMED' | 'CLOSED' | 'SIGNED' | 'SIGNATURE' | 'ABORTED' | 'ABORT_ASKED' | 'RATER_RECUSED';

/** What an item was changed in: a step of its path, or something that its path does not tell. */
export type SessionItemChange = SessionItemAction | 'activate' | 'vote' | 'dissent' | 'askReopening';

/** Something about the session as a whole has changed. */
export function ratingSessionChanged(sessionId: string, change: SessionChange, unattributed = false): NewEvent {
  return {
    stream: ratingSessionStreamKey(sessionId),
    type: 'RatingSessionChanged',
    entityType: 'RatingSession',
    entityId: sessionId,
    body: { sessionId, change },
    unattributed,
  };
}

/**
 * Something about an item has changed. The event names the session: which item, and what has happened to it, its body
 * tells to those alone who may see the item.
 */
export function sessionItemChanged(sessionId: string, sessionItemId: string, change: SessionItemChange, unattributed = false): NewEvent {
  return {
    stream: ratingSessionStreamKey(sessionId),
    type: 'RatingSessionItemChanged',
    entityType: 'RatingSession',
    entityId: sessionId,
    body: { sessionItemId, change },
    unattributed,
  };
}

/** "k of n have marked or passed" has changed; told to one of those who may know, without whose marks they were. */
export function roundProgressed(accountId: string, sessionId: string, sessionItemId: string): NewEvent {
  return {
    stream: userStreamKey(accountId),
    type: 'RoundProgressed',
    entityType: 'RatingSession',
    entityId: sessionId,
    body: { sessionItemId, change: 'progress' },
    unattributed: true,
  };
}
