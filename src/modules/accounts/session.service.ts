import { LockMode } from '@mikro-orm/core';
import type { Outcome, UnitOfWork } from '../../database/unit-of-work.js';
import { fault, ok } from '../../errors.js';
import { AccountEntity } from './account.entity.js';
import { failuresBeforeLock, lockMinutes } from './lockout.js';
import { verifyNothing, verifyPassword } from './password.js';
import { SessionEntity } from './session.entity.js';
import { newSessionToken, sessionHours, sessionTokenHash } from './session-token.js';
import { sessionRevoked } from './user.stream.js';
import type { SignedInViewer } from './viewer.js';

/** A new session as its owner learns it; the token is told this once. */
export interface CreatedSession {
  readonly token: string;
  readonly sessionId: string;
  readonly accountId: string;
  readonly expiresAt: Date;
}

/** Signing in and out. */
export class SessionService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Signs in. A wrong address and a wrong password get the same answer in the same time; a locked account says so only
   * to those who know its password, so that the lock betrays no address either.
   */
  async create(request: {
    readonly email: string;
    readonly password: string;
    readonly userAgent: string | null;
  }): Promise<Outcome<CreatedSession>> {
    const email = request.email.normalize('NFC').trim().toLowerCase();
    if (email.length > 254 || request.password.length > 1_000) {
      return fault('INVALID_CREDENTIALS');
    }
    const attempt = await this.unitOfWork.run<CreatedSession | Refused>(
      { operation: 'sessionCreate', actorId: null },
      async (transaction) => {
        const account = await transaction.em.findOne(
          AccountEntity,
          { email, status: 'ACTIVE' },
          { lockMode: LockMode.PESSIMISTIC_WRITE },
        );
        if (!account) {
          await verifyNothing(request.password);
          return ok<Refused>({ refused: 'INVALID_CREDENTIALS', minutes: 0 });
        }
        const right = await verifyPassword(request.password, account.passwordHash);
        const { now } = transaction;
        if (account.lockedUntil && account.lockedUntil > now) {
          const minutes = Math.ceil((account.lockedUntil.getTime() - now.getTime()) / 60_000);
          return ok<Refused>({ refused: right ? 'ACCOUNT_LOCKED' : 'INVALID_CREDENTIALS', minutes });
        }
        if (!right) {
          account.failedSignIns += 1;
          const minutes = lockMinutes(account.failedSignIns);
          account.lockedUntil = minutes > 0 ? new Date(now.getTime() + minutes * 60_000) : null;
          if (account.failedSignIns >= failuresBeforeLock) {
            transaction.enter({
              action: 'account.locked',
              subjectType: 'Account',
              subjectId: account.id,
              body: { failures: account.failedSignIns, minutes },
            });
          }
          return ok<Refused>({ refused: 'INVALID_CREDENTIALS', minutes: 0 });
        }
        account.failedSignIns = 0;
        account.lockedUntil = null;
        const token = newSessionToken();
        const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000);
        const session = transaction.em.create(SessionEntity, {
          accountId: account.id,
          tokenHash: sessionTokenHash(token),
          userAgent: request.userAgent?.slice(0, 200) ?? null,
          expiresAt,
        });
        await transaction.em.flush();
        transaction.enter({
          action: 'session.created',
          subjectType: 'Account',
          subjectId: account.id,
          body: { sessionId: session.id },
        });
        return ok({ token, sessionId: session.id, accountId: account.id, expiresAt });
      },
    );
    if (!attempt.ok) {
      return attempt;
    }
    const { value } = attempt;
    // A failed attempt has to be committed (it counts), and is a refusal all the same.
    return 'refused' in value
      ? fault(value.refused, [], value.refused === 'ACCOUNT_LOCKED' ? { minutes: value.minutes } : {})
      : { ok: true, value, positions: attempt.positions };
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

interface Refused {
  readonly refused: 'INVALID_CREDENTIALS' | 'ACCOUNT_LOCKED';
  readonly minutes: number;
}
