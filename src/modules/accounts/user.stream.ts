import type { NewEvent } from '../../realtime/event.js';

/** The key of an account's private stream: nobody else may listen to it. */
export const userStreamKey = (accountId: string): string => `user:${accountId}`;

/** A session of the account was ended. */
export function sessionRevoked(accountId: string, sessionId: string): NewEvent {
  return {
    stream: userStreamKey(accountId),
    type: 'SessionRevoked',
    entityType: 'Session',
    entityId: sessionId,
    body: { sessionId },
  };
}
