import { LockMode } from '@mikro-orm/core';
import type { Outcome, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { type Fault, fault, faults, ok } from '../../errors.js';
import { cleanText } from '../../language/index.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { dayInTashkent } from '../councils/index.js';
import { councilIdsOf } from './cycle.loader.js';
import { mayExtendCycle } from './cycle.policy.js';
import { ratingCycleExtended } from './cycle.stream.js';
import { type RatingCycle, RatingCycleEntity } from './rating-cycle.entity.js';

/** Later last days of a cycle; one that is left out stays. */
export interface RatingCycleExtend {
  readonly cycleId: string | null;
  readonly version: number;
  readonly evidenceCloseOn?: string | null | undefined;
  readonly scoringCloseOn?: string | null | undefined;
  readonly reason: string;
  readonly idempotencyKey?: string | null | undefined;
}

/** Gives cycles more time. */
export class CycleExtendCommand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Moves last days forward, for all councils alike, never back, with a reason on record. */
  async run(viewer: Viewer, request: RatingCycleExtend): Promise<Outcome<{ cycleId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const reason = cleanText(request.reason, { min: 1, max: 2_000, multiline: true });
    if (!reason.ok) {
      return fault(reason.code, ['reason'], { minimum: 1, maximum: 2_000 });
    }
    if (!request.evidenceCloseOn && !request.scoringCloseOn) {
      return fault('REQUIRED', ['evidenceCloseOn']);
    }
    const { cycleId } = request;
    if (cycleId === null) {
      return fault('NOT_FOUND', ['id']);
    }
    const command = {
      operation: 'ratingCycleExtend',
      actorId: viewer.accountId,
      idempotencyKey: request.idempotencyKey,
      input: request,
    };
    return this.unitOfWork.run(command, async (transaction) => {
      const cycle = await transaction.em.findOne(
        RatingCycleEntity,
        { id: cycleId },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      );
      if (!cycle) {
        return fault('NOT_FOUND', ['id']);
      }
      const councilIds = await councilIdsOf(transaction.database, cycle.id);
      const decision = mayExtendCycle(viewer, { state: cycle.state, councilIds });
      if (!decision.allowed) {
        return faults(decisionFaults(decision, ['id']));
      }
      if (cycle.version !== request.version) {
        return fault('VERSION_CONFLICT', ['version']);
      }
      const days = {
        evidenceCloseOn: request.evidenceCloseOn ?? cycle.evidenceCloseOn ?? null,
        scoringCloseOn: request.scoringCloseOn ?? cycle.scoringCloseOn ?? null,
      };
      const found = whyNotLater(cycle, request, days, dayInTashkent(transaction.now));
      if (found.length > 0) {
        return faults(found);
      }
      const former = { evidenceCloseOn: cycle.evidenceCloseOn ?? null, scoringCloseOn: cycle.scoringCloseOn ?? null };
      Object.assign(cycle, days, { updatedAt: transaction.now });
      transaction.publish(ratingCycleExtended(cycle.id, days));
      transaction.enter({
        action: 'ratingCycle.extended',
        subjectType: 'RatingCycle',
        subjectId: cycle.id,
        body: { from: former, to: days, reason: reason.text },
      });
      return ok({ cycleId: cycle.id });
    });
  }
}

type Days = { readonly evidenceCloseOn: string | null; readonly scoringCloseOn: string | null };

function whyNotLater(cycle: RatingCycle, asked: Partial<RatingCycleExtend>, days: Days, today: string): Fault[] {
  const found: Fault[] = [];
  if (asked.evidenceCloseOn && cycle.state !== 'PLANNED' && cycle.state !== 'EVIDENCE_OPEN') {
    found.push({ code: 'EVIDENCE_CLOSED', path: ['evidenceCloseOn'] });
  }
  for (const name of ['evidenceCloseOn', 'scoringCloseOn'] as const) {
    const day = asked[name];
    const former = cycle[name] ?? null;
    if (day && (day < today || (former !== null && day <= former))) {
      found.push({ code: 'DEADLINE_NOT_LATER', path: [name] });
    }
  }
  if (days.evidenceCloseOn && days.scoringCloseOn && days.scoringCloseOn < days.evidenceCloseOn) {
    found.push({ code: 'DATE_ORDER', path: [asked.scoringCloseOn ? 'scoringCloseOn' : 'evidenceCloseOn'] });
  }
  return found;
}
