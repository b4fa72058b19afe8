import { type EntityManager, LockMode } from '@mikro-orm/core';
import type { Outcome, UnitOfWork } from '../../database/unit-of-work.js';
import { type Fault, fault, faults, ok } from '../../errors.js';
import { foldForSearch, InputTexts, sortKey } from '../../language/index.js';
import { type Account, AccountEntity } from './account.entity.js';
import { readAddress } from './email-address.js';
import { hashPassword, passwordLength, passwordWeakness, verifyPassword } from './password.js';
import { judgeAttempt, readPasswordHash, type Refused, refusedIn } from './password-attempt.js';
import { nameBounds, organisationBounds, PersonEntity } from './person.entity.js';
import type { GrantedRole } from './role.js';
import { RoleGrantEntity } from './role-grant.entity.js';
import { SessionEntity } from './session.entity.js';
import { roleChanged, sessionRevoked } from './user.stream.js';
import type { SignedInViewer } from './viewer.js';

/** A person and the account to make for it. */
export interface NewAccount {
  readonly email: string;
  readonly password: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly organisation?: string | null | undefined;
  readonly roles: readonly GrantedRole[];
}

/** Accounts, their passwords and their roles. */
export class AccountService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Makes a person with an account and its roles; used by the command line for the first administrator. */
  async create(actorId: string | null, request: NewAccount): Promise<Outcome<{ accountId: string }>> {
    const texts = new InputTexts();
    const familyName = texts.name(['familyName'], request.familyName, nameBounds);
    const givenName = texts.name(['givenName'], request.givenName, nameBounds);
    const organisation = texts.textOrNull(['organisation'], request.organisation, organisationBounds);
    const email = readAddress(request.email);
    const weakness = passwordWeakness(request.password, email.ok ? email.address : '');
    const found: Fault[] = [
      ...(email.ok ? [] : [{ code: email.code, path: ['email'] }]),
      ...texts.faults,
      ...(weakness ? [{ code: weakness, path: ['password'], parameters: passwordLength }] : []),
    ];
    if (!email.ok || found.length > 0) {
      return faults(found);
    }
    const roles = [...new Set(request.roles)];
    const passwordHash = await hashPassword(request.password);
    return this.unitOfWork.run(
      {
        operation: 'accountCreate',
        actorId,
        constraints: { account_email_unique: { code: 'ALREADY_EXISTS', path: ['email'] } },
      },
      async (transaction) => {
        const { em } = transaction;
        const fullName = `${familyName} ${givenName}`;
        const person = em.create(PersonEntity, {
          familyName,
          givenName,
          organisation,
          sortKey: sortKey(fullName),
          searchKey: foldForSearch(fullName),
        });
        await em.flush();
        const account = em.create(AccountEntity, { personId: person.id, email: email.address, passwordHash });
        await em.flush();
        for (const role of roles) {
          em.create(RoleGrantEntity, { accountId: account.id, role, grantedBy: actorId });
        }
        transaction.enter({
          action: 'account.created',
          subjectType: 'Account',
          subjectId: account.id,
          body: { personId: person.id, roles },
        });
        return ok({ accountId: account.id });
      },
    );
  }

  /** Changes the viewer's own password and ends every other session. A wrong present one counts as a failed sign-in. */
  async changePassword(
    viewer: SignedInViewer,
    request: { readonly currentPassword: string; readonly newPassword: string },
  ): Promise<Outcome<{ accountId: string }>> {
    const command = { operation: 'passwordChange', actorId: viewer.accountId };
    const found = await this.unitOfWork.run(command, ({ database }) => readPasswordHash(database, 'id', viewer.accountId));
    if (!found.ok) {
      return found;
    }
    const { known } = found.value;
    if (!known) {
      return fault('UNAUTHENTICATED');
    }
    const weakness = passwordWeakness(request.newPassword, known.email);
    if (weakness) {
      return fault(weakness, ['newPassword'], passwordLength);
    }
    // Both passwords before the transaction, which would keep a connection from others all the while.
    const right = await verifyPassword(request.currentPassword, known.password_hash);
    const passwordHash = right ? await hashPassword(request.newPassword) : known.password_hash;
    const attempt = await this.unitOfWork.run<{ accountId: string } | Refused>(command, async (transaction) => {
      const { em, now } = transaction;
      const account = await em.findOneOrFail(
        AccountEntity,
        { id: viewer.accountId },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      );
      // Whoever has found an open session guesses no longer than whoever has not.
      const isRight = right && account.passwordHash === known.password_hash;
      const refused = await judgeAttempt(transaction, { email: account.email, accountId: account.id, right: isRight });
      if (refused) {
        return ok<Refused>(refused);
      }
      account.passwordHash = passwordHash;
      account.passwordChangedAt = now;
      const others = await em.find(SessionEntity, {
        accountId: viewer.accountId,
        revokedAt: null,
        id: { $ne: viewer.sessionId },
      });
      for (const session of others) {
        session.revokedAt = now;
        transaction.publish(sessionRevoked(viewer.accountId, session.id));
      }
      transaction.enter({
        action: 'account.passwordChanged',
        subjectType: 'Account',
        subjectId: account.id,
        body: { sessionsEnded: others.length },
      });
      return ok({ accountId: account.id });
    });
    return refusedIn(attempt, ['currentPassword']);
  }

  /**
   * Grants or takes back a role; each change is a row and a line of the ledger. Nobody changes their own, so an
   * administrator remains: the one who acts, whose right is looked at again under the lock.
   */
  async setRole(
    viewer: SignedInViewer,
    request: { readonly accountId: string; readonly role: GrantedRole; readonly granted: boolean },
    idempotencyKey?: string | null,
  ): Promise<Outcome<{ accountId: string }>> {
    return this.unitOfWork.run(
      { operation: 'roleSet', actorId: viewer.accountId, idempotencyKey, input: request },
      async (transaction) => {
        const { em, now } = transaction;
        if (request.accountId === viewer.accountId) {
          return fault('FOUR_EYES_REQUIRED', ['accountId']);
        }
        // Both in one order: of two administrators who take the role from each other, the second finds it gone.
        const accounts = await em.find(
          AccountEntity,
          { id: [viewer.accountId, request.accountId] },
          { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
        );
        if (!(await isKeeper(em, accounts.find(({ id }) => id === viewer.accountId)))) {
          return fault('FORBIDDEN');
        }
        const account = accounts.find(({ id }) => id === request.accountId);
        if (!account) {
          return fault('NOT_FOUND', ['accountId']);
        }
        const current = await em.findOne(RoleGrantEntity, {
          accountId: account.id,
          role: request.role,
          revokedAt: null,
        });
        if (Boolean(current) === request.granted) {
          return fault('NOTHING_TO_CHANGE', ['role']);
        }
        if (current) {
          current.revokedAt = now;
        } else {
          em.create(RoleGrantEntity, { accountId: account.id, role: request.role, grantedBy: viewer.accountId });
        }
        transaction.publish(roleChanged(account.id, request.role, request.granted));
        transaction.enter({
          action: request.granted ? 'role.granted' : 'role.revoked',
          subjectType: 'Account',
          subjectId: account.id,
          body: { role: request.role },
        });
        return ok({ accountId: account.id });
      },
    );
  }
}

/** Whether the account may keep others now, whatever it might when its operation began. */
async function isKeeper(em: EntityManager, account: Account | undefined): Promise<boolean> {
  const grant =
    account?.status === 'ACTIVE' &&
    (await em.findOne(RoleGrantEntity, { accountId: account.id, role: 'AGENCY_ADMIN', revokedAt: null }));
  return Boolean(grant);
}
