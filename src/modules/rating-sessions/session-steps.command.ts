import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { type Fault, fault, faults, ok, type Result } from '../../errors.js';
import { cleanText, labelled } from '../../language/index.js';
import { take } from '../../machine.js';
import { isSignedIn, type SignedInViewer, type Viewer } from '../accounts/index.js';
import { FacilitationEntity, leadFaults } from '../facilitation/index.js';
import { deferAgenda } from './defer-agenda.js';
import { type RatingSessionAction, ratingSessionMachine } from './rating-session.machine.js';
import { isApprover } from './impartiality.js';
import { isOtherHalf, mayReadSession, mayStepSession, type SessionFacts } from './rating-session.policy.js';
import { ratingSessionChanged } from './rating-session.stream.js';
import { quorumOfSession, type SessionContext, sessionContext } from './session-context.js';
import { SessionItemEntity } from './session-item.entity.js';
import { writeProtocol } from './protocol.js';
import { giveUpRounds, resumeSession, suspendSession } from './suspension.js';
import { triageAgenda } from './triage-agenda.js';

/** What every step of the lead names. */
export interface SessionStep {
  readonly sessionId: string | null;
  /** The number of the lead as the sender knows it. */
  readonly term: number;
  readonly idempotencyKey?: string | null | undefined;
}

/** What the rules look at, as a command sees it. */
export async function factsOfSession({ em }: Transaction, context: SessionContext): Promise<SessionFacts> {
  const { session, cycle, evaluations, raters, observerIds } = context;
  const { holderId } = await em.findOneOrFail(FacilitationEntity, { subjectId: session.id });
  return {
    state: session.state,
    cycleState: cycle.state,
    holderId,
    councilIds: evaluations.map(({ councilId }) => councilId),
    evaluationIds: evaluations.map(({ id }) => id),
    raterIds: raters.map(({ accountId }) => accountId),
    observerIds: [...observerIds],
  };
}

/** Takes sessions along their path. */
export class SessionStepsCommand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Opens a session: with a quorum, and once the individual marks were revealed. Sorts its items by disagreement. */
  open(viewer: Viewer, request: SessionStep): Promise<Outcome<{ sessionId: string }>> {
    return this.#step(viewer, 'open', request, async (transaction, context) => {
      if (context.cycle.state !== 'DELIBERATION') {
        return fault('INVALID_STATE', ['id'], { state: labelled('RatingCycleState', context.cycle.state) });
      }
      const lacking = quorumFaults(context);
      if (lacking.length > 0) {
        return faults(lacking);
      }
      await triageAgenda(transaction, context);
      context.session.openedAt = transaction.now;
      transaction.publish(ratingSessionChanged(context.session.id, 'OPENED'));
      return ok(null);
    });
  }

  /** Lets the session stand still: nothing is marked, and its timers wait. */
  suspend(viewer: Viewer, request: SessionStep): Promise<Outcome<{ sessionId: string }>> {
    return this.#step(viewer, 'suspend', request, async (transaction, context) => {
      await suspendSession(transaction, context.session, 'FACILITATOR');
      return ok(null);
    }, false);
  }

  /** Goes on, with a quorum. */
  resume(viewer: Viewer, request: SessionStep): Promise<Outcome<{ sessionId: string }>> {
    return this.#step(viewer, 'resume', request, async (transaction, context) => {
      const lacking = quorumFaults(context);
      if (lacking.length > 0) {
        return faults(lacking);
      }
      await resumeSession(transaction, context.session);
      return ok(null);
    }, false);
  }

  /** Ends the session when every item is locked or deferred, and writes its protocol. */
  close(viewer: Viewer, request: SessionStep): Promise<Outcome<{ sessionId: string }>> {
    return this.#step(viewer, 'close', request, async (transaction, context) => {
      const { session } = context;
      const open = await transaction.em.count(SessionItemEntity, { sessionId: session.id, state: { $nin: ['LOCKED', 'DEFERRED'] } });
      if (open > 0) {
        return fault('ITEMS_OPEN', ['id'], { open });
      }
      session.closedAt = transaction.now;
      await writeProtocol(transaction, context);
      transaction.publish(ratingSessionChanged(session.id, 'CLOSED'));
      return ok(null);
    });
  }

  /** Gives the session up, once the facilitator and an approver have both asked for it. */
  async abort(
    viewer: Viewer,
    request: { readonly sessionId: string | null; readonly reason: string; readonly idempotencyKey?: string | null | undefined },
  ): Promise<Outcome<{ sessionId: string }>> {
    const reason = cleanText(request.reason, { min: 1, max: 2_000, multiline: true });
    if (!reason.ok) {
      return fault(isSignedIn(viewer) ? reason.code : 'UNAUTHENTICATED', ['reason'], { minimum: 1, maximum: 2_000 });
    }
    return this.#run(viewer, 'abort', request, async (transaction, context, viewer_) => {
      const { session } = context;
      const facts = await factsOfSession(transaction, context);
      const decision = mayStepSession(viewer_, facts, 'abort');
      if (!decision.allowed) {
        return faults(decisionFaults(decision, ['id']));
      }
      const asked = session.abortAskedBy ?? null;
      if (asked === null) {
        session.abortAskedBy = viewer_.accountId;
        session.abortReason = reason.text;
        transaction.publish(ratingSessionChanged(session.id, 'ABORT_ASKED'));
        return ok(null);
      }
      if (!isOtherHalf({ accountId: asked, isApprover: await isApprover(transaction.database, asked) }, viewer_, facts.holderId)) {
        return fault('FOUR_EYES_REQUIRED', ['id']);
      }
      await giveUpRounds(transaction, session.id, 'SESSION_ABORTED');
      await deferAgenda(transaction, session.id, session.abortReason ?? null);
      take(ratingSessionMachine, session, 'abort');
      transaction.publish(ratingSessionChanged(session.id, 'ABORTED'));
      transaction.enter({
        action: 'ratingSession.aborted',
        subjectType: 'RatingSession',
        subjectId: session.id,
        body: { askedBy: asked, reason: session.abortReason },
      });
      return ok(null);
    });
  }

  #step(
    viewer: Viewer,
    action: RatingSessionAction,
    request: SessionStep,
    work: (transaction: Transaction, context: SessionContext) => Promise<Result<null>>,
    takesStep = true,
  ): Promise<Outcome<{ sessionId: string }>> {
    return this.#run(viewer, action, request, async (transaction, context, viewer_) => {
      const { session } = context;
      const decision = mayStepSession(viewer_, await factsOfSession(transaction, context), action);
      if (!decision.allowed) {
        return faults(decisionFaults(decision, ['id']));
      }
      const stale = await leadFaults(transaction, session.id, viewer_, request.term);
      if (stale.length > 0) {
        return faults(stale);
      }
      const from = session.state;
      const done = await work(transaction, context);
      if (!done.ok) {
        return done;
      }
      if (takesStep) {
        take(ratingSessionMachine, session, action);
      }
      transaction.enter({
        action: 'ratingSession.advanced',
        subjectType: 'RatingSession',
        subjectId: session.id,
        body: { from, to: session.state, quorum: quorumOfSession(context) },
      });
      return ok(null);
    });
  }

  async #run(
    viewer: Viewer,
    action: RatingSessionAction,
    request: { readonly sessionId: string | null; readonly idempotencyKey?: string | null | undefined },
    work: (transaction: Transaction, context: SessionContext, viewer: SignedInViewer) => Promise<Result<null>>,
  ): Promise<Outcome<{ sessionId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const { sessionId } = request;
    if (sessionId === null) {
      return fault('NOT_FOUND', ['id']);
    }
    const operation = `ratingSession${action.charAt(0).toUpperCase()}${action.slice(1)}`;
    return this.unitOfWork.run(
      { operation, actorId: viewer.accountId, idempotencyKey: request.idempotencyKey, input: request },
      async (transaction) => {
        const context = await sessionContext(transaction, sessionId);
        if (!context || !mayReadSession(viewer, await factsOfSession(transaction, context))) {
          return fault('NOT_FOUND', ['id']);
        }
        const done = await work(transaction, context, viewer);
        return done.ok ? ok({ sessionId }) : done;
      },
    );
  }
}

/** What the quorum lacks, of the session and of each of its councils. */
export function quorumFaults(context: SessionContext, evaluationId?: string): readonly Fault[] {
  const { met, present, needed } = quorumOfSession(context, evaluationId);
  return met ? [] : [{ code: 'QUORUM_NOT_MET', path: ['id'], parameters: { present, needed } }];
}

