import { LockMode } from '@mikro-orm/core';
import { noId } from '../../database/stable-id.js';
import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { type Decision, decisionFaults } from '../../decision.js';
import { fault, faults, ok, type Result } from '../../errors.js';
import { isSignedIn, type SignedInViewer, type Viewer } from '../accounts/index.js';
import { takingPartAt } from './attendance.js';
import { type CheckInChannel, CheckInEntity } from './check-in.entity.js';
import { type FacilitatedSubject, type FacilitatedSubjects } from './facilitated-subject.js';
import { type FacilitatedType, type Facilitation, type FacilitationCause, FacilitationEntity } from './facilitation.entity.js';
import { mayCheckIn, mayFacilitateUnder, mayHandOver, mayTakeOver } from './facilitation.policy.js';
import { attendanceChanged, facilitationChanged } from './facilitation.stream.js';
import { leaseTimes } from './lease.js';
import { deputiesOf } from './lead.js';

/** What a command on the lead names: the object by type and id, and the sender's key. */
export interface SubjectRequest {
  readonly type: string;
  readonly id: string | null;
  readonly idempotencyKey?: string | null | undefined;
}

/** What a command is told of its subject. */
interface Led {
  readonly subject: FacilitatedSubject;
  readonly facilitation: Facilitation;
  readonly type: FacilitatedType;
}

/** Who leads, and who is there. */
export class FacilitationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly subjects: FacilitatedSubjects,
  ) {}

  /** The holder is still there: the lease begins anew. It makes no event: nothing has changed hands. */
  renew(viewer: Viewer, request: SubjectRequest & { readonly term: number }): Promise<Outcome<{ id: string }>> {
    return this.#run(viewer, 'facilitationRenew', request, async ({ now }, { facilitation }, viewer_) => {
      const decision = mayFacilitateUnder(viewer_, facilitation, request.term);
      if (!decision.allowed) {
        return faults(decisionFaults(decision, decisionPath(decision)));
      }
      facilitation.leaseUntil = new Date(now.getTime() + leaseTimes.lease);
      return ok(null);
    });
  }

  /** Takes the lead over from somebody who is lost. */
  takeOver(viewer: Viewer, request: SubjectRequest & { readonly term: number }): Promise<Outcome<{ id: string }>> {
    return this.#run(viewer, 'facilitationTakeOver', request, async (transaction, led, viewer_) => {
      const { facilitation, subject } = led;
      const deputyIds = await deputiesOf(transaction.database, subject.id);
      const decision = mayTakeOver(viewer_, { ...facilitation, deputyIds }, transaction.now);
      if (!decision.allowed) {
        return faults(decisionFaults(decision, ['id']));
      }
      if (request.term !== facilitation.term) {
        return fault('STALE_TERM', ['term'], { term: facilitation.term });
      }
      if (!(await subject.mayLead(viewer_.accountId))) {
        return fault('CONFLICT_OF_INTEREST', ['id']);
      }
      changeHands(transaction, led, viewer_.accountId, 'TAKEN_AFTER_LOSS');
      return ok(null);
    });
  }

  /** Gives the lead to somebody else. */
  handOver(
    viewer: Viewer,
    request: SubjectRequest & { readonly term: number; readonly toId: string | null },
  ): Promise<Outcome<{ id: string }>> {
    return this.#run(viewer, 'facilitationHandOver', request, async (transaction, led, viewer_) => {
      const { facilitation, subject } = led;
      const decision = mayHandOver(viewer_, facilitation, request.term);
      if (!decision.allowed) {
        return faults(decisionFaults(decision, decisionPath(decision)));
      }
      const toId = request.toId ?? noId;
      if (toId === facilitation.holderId) {
        return fault('NOTHING_TO_CHANGE', ['toAccountId']);
      }
      if (!(await subject.mayLead(toId))) {
        return fault('CONFLICT_OF_INTEREST', ['toAccountId']);
      }
      const cause = viewer_.accountId === facilitation.holderId ? (toId === facilitation.primaryId ? 'RETURNED' : 'HANDED_OVER') : 'FORCED_BY_MANAGER';
      changeHands(transaction, led, toId, cause);
      return ok(null);
    });
  }

  /** Records that somebody has come. */
  checkIn(
    viewer: Viewer,
    request: SubjectRequest & { readonly accountId: string | null; readonly channel: CheckInChannel },
  ): Promise<Outcome<{ id: string }>> {
    return this.#attend(viewer, 'checkIn', request, async ({ em }, { subject }, accountId, viewer_) => {
      const known = await em.findOne(CheckInEntity, { subjectId: subject.id, accountId, checkedOutAt: null });
      if (known) {
        return fault('ALREADY_EXISTS', ['accountId']);
      }
      em.create(CheckInEntity, { subjectId: subject.id, accountId, channel: request.channel, checkedInBy: viewer_.accountId });
      return ok(null);
    });
  }

  /** Records that somebody has left. Whoever was checked out by another, and still takes part, confirms it by this. */
  checkOut(viewer: Viewer, request: SubjectRequest & { readonly accountId: string | null }): Promise<Outcome<{ id: string }>> {
    return this.#attend(viewer, 'checkOut', request, async ({ em, database, now }, { subject }, accountId, viewer_) => {
      const known = await em.findOne(CheckInEntity, { subjectId: subject.id, accountId }, { orderBy: { checkedInAt: 'desc', id: 'desc' } });
      const isPutOut = known?.checkedOutAt && viewer_.accountId === accountId && (await takingPartAt(database, subject.id, now)).has(accountId);
      if (!known || (known.checkedOutAt && !isPutOut)) {
        return fault('NOT_CHECKED_IN', ['accountId']);
      }
      known.checkedOutAt ??= now;
      known.checkedOutBy = viewer_.accountId;
      return ok(null);
    });
  }

  #attend(
    viewer: Viewer,
    operation: 'checkIn' | 'checkOut',
    request: SubjectRequest & { readonly accountId: string | null },
    change: (transaction: Transaction, led: Led, accountId: string, viewer: SignedInViewer) => Promise<Result<null>>,
  ): Promise<Outcome<{ id: string }>> {
    return this.#run(viewer, operation, request, async (transaction, led, viewer_) => {
      const { subject, facilitation, type } = led;
      const accountId = request.accountId ?? viewer_.accountId;
      const decision = mayCheckIn(viewer_, accountId, facilitation);
      if (!decision.allowed) {
        return faults(decisionFaults(decision, ['accountId']));
      }
      if (!subject.isOpenForCheckIn.allowed) {
        return faults(decisionFaults(subject.isOpenForCheckIn, ['id']));
      }
      if (!subject.memberIds.has(accountId)) {
        return fault(accountId === viewer_.accountId ? 'NOT_ASSIGNED' : 'NOT_FOUND', ['accountId']);
      }
      const changed = await change(transaction, led, accountId, viewer_);
      if (!changed.ok) {
        return changed;
      }
      await transaction.em.flush();
      transaction.publish(attendanceChanged(subject, type));
      transaction.enter({ action: `attendance.${operation}`, subjectType: type, subjectId: subject.id, body: { accountId } });
      await subject.afterAttendance();
      return ok(null);
    });
  }

  async #run(
    viewer: Viewer,
    operation: string,
    request: SubjectRequest,
    work: (transaction: Transaction, led: Led, viewer: SignedInViewer) => Promise<Result<null>>,
  ): Promise<Outcome<{ id: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const load = this.subjects[request.type];
    const { id } = request;
    if (!load || id === null) {
      return fault('NOT_FOUND', ['id']);
    }
    return this.unitOfWork.run(
      {
        operation,
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
        constraints: { check_in_current_unique: { code: 'ALREADY_EXISTS', path: ['accountId'] } },
      },
      async (transaction) => {
        const subject = await load(transaction, id);
        const facilitation = await transaction.em.findOne(
          FacilitationEntity,
          { subjectId: id },
          { lockMode: LockMode.PESSIMISTIC_WRITE },
        );
        if (!subject || !facilitation || !subject.isSeenBy(viewer)) {
          return fault('NOT_FOUND', ['id']);
        }
        const done = await work(transaction, { subject, facilitation, type: facilitation.subjectType }, viewer);
        return done.ok ? ok({ id }) : done;
      },
    );
  }
}

/** A stale term is a fault of the term, everything else of who asks. */
const decisionPath = (decision: Exclude<Decision, { allowed: true }>): readonly string[] =>
  decision.code === 'STALE_TERM' ? ['term'] : ['id'];

function changeHands(transaction: Transaction, { subject, facilitation, type }: Led, toId: string, cause: FacilitationCause): void {
  const fromId = facilitation.holderId;
  facilitation.holderId = toId;
  facilitation.term += 1;
  facilitation.cause = cause;
  facilitation.leaseUntil = new Date(transaction.now.getTime() + leaseTimes.lease);
  const { term } = facilitation;
  transaction.publish(facilitationChanged(subject, type, { term, cause }));
  transaction.enter({
    action: 'facilitation.changed',
    subjectType: type,
    subjectId: subject.id,
    body: { from: fromId, to: toId, term, cause },
  });
}

