import { setTimeout } from 'node:timers/promises';
import { LockMode } from '@mikro-orm/core';
import type { Outcome, UnitOfWork } from '../../database/unit-of-work.js';
import { noId } from '../../database/stable-id.js';
import { fault, ok } from '../../errors.js';
import { AccountEntity } from './account.entity.js';
import { spelledAddress } from './email-address.js';
import { verifyNothing, verifyPassword } from './password.js';
import { judgeAttempt, readPasswordHash, type Refused, refusedIn } from './password-attempt.js';
import { SessionEntity } from './session.entity.js';
import { extendedEnd, newSessionToken, sessionDays, sessionHours, sessionTokenHash } from './session-token.js';
import { sessionCreated, sessionExtended, sessionRevoked } from './user.stream.js';
import type { SignedInViewer } from './viewer.js';

/** What somebody signs in with. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly userAgent: string | null;
}

/** A new session as its owner learns it; the token is told this once. */
export interface CreatedSession {
  readonly token: string;
  readonly sessionId: string;
  readonly accountId: string;
  readonly expiresAt: Date;
}

/**
 * Milliseconds before a sign-in is refused. What is done for a known address takes a little longer than what is done for
 * an unknown one; both are long done by then.
 */
const refusalAfter = 150;

/** Signing in and out. */
export class SessionService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Signs in. A wrong address and a wrong password get the same answer in the same time, also when the address is locked:
   * then nobody learns whether the password was right.
   */
  async create(request: Credentials): Promise<Outcome<CreatedSession>> {
    const refusable = setTimeout(refusalAfter);
    const outcome = await this.#attempt(request);
    if (!outcome.ok) {
      await refusable;
    }
    return outcome;
  }

  async #attempt(request: Credentials): Promise<Outcome<CreatedSession>> {
    const email = spelledAddress(request.email);
    if (email.includes('\0')) {
      // No database keeps such an address, so nothing is told by it.
      return fault('INVALID_CHARACTERS', ['email']);
    }
    if (email.length > 254 || request.password.length > 1_000) {
      return fault('INVALID_CREDENTIALS');
    }
    // The password is checked before the transaction, which would keep a connection from others all the while.
    const command = { operation: 'sessionCreate', actorId: null };
    const found = await this.unitOfWork.run(command, ({ database }) => readPasswordHash(database, 'email', email));
    if (!found.ok) {
      return found;
    }
    const { known } = found.value;
    const right = await (known ? verifyPassword(request.password, known.password_hash) : verifyNothing(request.password));
    const attempt = await this.unitOfWork.run<CreatedSession | Refused>(command, async (transaction) => {
      const refused = await judgeAttempt(transaction, { email, accountId: known?.id ?? null, right });
      const account = await transaction.em.findOne(
        AccountEntity,
        // The hash that was checked: a password that was changed meanwhile signs nobody in.
        { id: known?.id ?? noId, status: 'ACTIVE', passwordHash: known?.password_hash ?? '' },
      );
      if (refused || !account) {
        return ok<Refused>(refused ?? { refused: 'INVALID_CREDENTIALS', minutes: 0 });
      }
      const { now } = transaction;
      const token = newSessionToken();
      const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000);
      const session = transaction.em.create(SessionEntity, {
        accountId: account.id,
        tokenHash: sessionTokenHash(token),
        userAgent: request.userAgent?.slice(0, 200) ?? null,
        expiresAt,
      });
      await transaction.em.flush();
      transaction.publish(sessionCreated(account.id, session.id));
      transaction.enter({
        action: 'session.created',
        subjectType: 'Account',
        subjectId: account.id,
        body: { sessionId: session.id },
      });
      return ok({ token, sessionId: session.id, accountId: account.id, expiresAt });
    });
    return refusedIn(attempt);
  }

  /**
   * Gives the present session of the viewer a later end, under the token that it has. It is looked at again under the
   * lock: one that has ended meanwhile is not brought back.
   */
  async extend(viewer: SignedInViewer, idempotencyKey?: string | null): Promise<Outcome<{ sessionId: string }>> {
    const id = viewer.sessionId;
    return this.unitOfWork.run(
      { operation: 'sessionExtend', actorId: viewer.accountId, idempotencyKey, input: { id } },
      async (transaction) => {
        const { now } = transaction;
        const session = await transaction.em.findOne(
          SessionEntity,
          { id, accountId: viewer.accountId },
          { lockMode: LockMode.PESSIMISTIC_WRITE },
        );
        if (!session || session.revokedAt || session.expiresAt <= now) {
          return fault('SESSION_EXPIRED');
        }
        const expiresAt = extendedEnd(session, now);
        if (expiresAt <= session.expiresAt) {
          return fault('SESSION_AT_LIMIT', [], { days: sessionDays });
        }
        session.expiresAt = expiresAt;
        transaction.publish(sessionExtended(viewer.accountId, id, expiresAt));
        transaction.enter({
          action: 'session.extended',
          subjectType: 'Account',
          subjectId: viewer.accountId,
          body: { sessionId: id, expiresAt: expiresAt.toISOString() },
        });
        return ok({ sessionId: id });
      },
    );
  }

  /** Ends one session of the viewer's own, the present one when none is named. */
  async delete(
    viewer: SignedInViewer,
    sessionId: string | null,
    idempotencyKey?: string | null,
  ): Promise<Outcome<{ sessionId: string }>> {
    const id = sessionId ?? viewer.sessionId;
    return this.unitOfWork.run(
      { operation: 'sessionDelete', actorId: viewer.accountId, idempotencyKey, input: { id } },
      async (transaction) => {
        const session = await transaction.em.findOne(SessionEntity, { id, accountId: viewer.accountId });
        if (!session || session.revokedAt) {
          return fault('NOT_FOUND', ['id']);
        }
        session.revokedAt = transaction.now;
        transaction.publish(sessionRevoked(viewer.accountId, id));
        transaction.enter({
          action: 'session.deleted',
          subjectType: 'Account',
          subjectId: viewer.accountId,
          body: { sessionId: id },
        });
        return ok({ sessionId: id });
      },
    );
  }
}
