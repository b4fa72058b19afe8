import type { Result } from '../../errors.js';
import { anonymous, type GrantedRole, type Viewer } from '../../modules/accounts/index.js';
import { demonstrationAccountId } from './people.js';

/** Told how far the loading of the periods has come. */
export type PeriodProgress = (part: string, done: number, total: number) => void;

/** A demonstration account as the one who acts, past the door: what it may do is judged by the roles given. */
export function viewerOf(name: string, ...roles: readonly GrantedRole[]): Viewer {
  const accountId = demonstrationAccountId(name);
  return { ...anonymous, accountId, personId: accountId, sessionId: accountId, roles: new Set(roles) };
}

/** The value of a step that cannot be refused. When it was, throws an error with the code of its first fault and all as cause. */
export function must<T>(outcome: Result<T>): T {
  if (!outcome.ok) {
    const { faults } = outcome;
    const message = `The demonstration cannot be loaded: ${JSON.stringify(faults)}`;
    throw Object.assign(new Error(message, { cause: faults }), { code: faults[0]?.code });
  }
  return outcome.value;
}
