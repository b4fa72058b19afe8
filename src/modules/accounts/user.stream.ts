import type { NewEvent } from '../../realtime/event.js';
import type { GrantedRole } from './role.js';

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

/** Somebody has signed in to the account. */
export function sessionCreated(accountId: string, sessionId: string): NewEvent {
  return {
    stream: userStreamKey(accountId),
    type: 'SessionCreated',
    entityType: 'Session',
    entityId: sessionId,
    body: { sessionId },
  };
}

/** A session of the account was given a later end. */
export function sessionExtended(accountId: string, sessionId: string, expiresAt: Date): NewEvent {
  return {
    stream: userStreamKey(accountId),
    type: 'SessionExtended',
    entityType: 'Session',
    entityId: sessionId,
    body: { sessionId, expiresAt: expiresAt.toISOString() },
  };
}

/** A role was granted to the account, or taken back. */
export function roleChanged(accountId: string, role: GrantedRole, granted: boolean): NewEvent {
  return {
    stream: userStreamKey(accountId),
    type: 'RoleChanged',
    entityType: 'Account',
    entityId: accountId,
    body: { role, granted },
  };
}
