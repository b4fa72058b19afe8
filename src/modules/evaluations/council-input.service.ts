import type { Database } from '../../database/tables.js';
import type { Outcome, UnitOfWork } from '../../database/unit-of-work.js';
import { type Decision, objectFaults } from '../../decision.js';
import { type Fault, fault, faults, ok } from '../../errors.js';
import { cleanText } from '../../language/index.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { seesEvaluation } from '../cycles/index.js';
import { changedClaim, type ClaimChanges, claimFaults, readClaim } from './claim-changes.js';
import { type ItemFacts, mayAssessOwn, mayMeasure } from './mark.policy.js';
import { measurementRecorded, selfAssessmentSaved } from './mark.stream.js';
import { countFaults, type MeasuredCounts, shareFaults } from './measurement-rule.js';
import { MeasurementEntity } from './measurement.entity.js';
import { factsOfContext, type ItemContext, itemContext } from './item-context.js';
import { SelfAssessmentEntity } from './self-assessment.entity.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';

/** A council's claim on one item. */
export interface SelfAssessmentSave extends ClaimChanges {
  readonly itemId: string | null;
  /** The version of the claim that is changed; null for the first one. */
  readonly version?: number | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** A measured value of one item. */
export interface MeasurementRecord extends MeasuredCounts {
  readonly itemId: string | null;
  readonly source: string;
  readonly idempotencyKey?: string | null | undefined;
}

/** What councils bring of their own: claims and measured values. */
export class CouncilInputService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Saves what a council claims for itself on an item: what is left out stays. */
  async saveSelfAssessment(viewer: Viewer, request: SelfAssessmentSave): Promise<Outcome<{ itemId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const read = readClaim(request);
    if (!read.ok) {
      return read;
    }
    const { itemId } = request;
    if (itemId === null) {
      return fault('NOT_FOUND', ['itemId']);
    }
    return this.unitOfWork.run(
      {
        operation: 'selfAssessmentSave',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
        constraints: { self_assessment_item_id_unique: { code: 'VERSION_CONFLICT', path: ['version'] } },
      },
      async (transaction) => {
        const { em, database, now } = transaction;
        const context = await itemContext(transaction, itemId);
        if (!context) {
          return fault('NOT_FOUND', ['itemId']);
        }
        const refusal = await refusalOf(viewer, database, context, mayAssessOwn, now);
        if (refusal.length > 0) {
          return faults(refusal);
        }
        const wrong = claimFaults(read.value, context.indicator.maxPoints);
        if (wrong.length > 0) {
          return faults(wrong);
        }
        const known = await em.findOne(SelfAssessmentEntity, { itemId });
        if ((known?.version ?? null) !== (request.version ?? null)) {
          return fault('VERSION_CONFLICT', ['version']);
        }
        const { claimedPoints = null, note = null } = known ?? {};
        const claim = changedClaim({ claimedPoints, note }, read.value);
        if (!claim) {
          return fault('NOTHING_TO_CHANGE');
        }
        const values = { ...claim, preparedBy: viewer.accountId, updatedAt: now };
        if (known) {
          em.assign(known, values);
        } else {
          em.create(SelfAssessmentEntity, { itemId, ...values });
        }
        const leaders = await database
          .selectFrom('appointment')
          .innerJoin('seat', 'seat.id', 'appointment.seat_id')
          .innerJoin('account', 'account.person_id', 'appointment.person_id')
          .select('account.id')
          .distinct()
          .where('seat.council_id', '=', context.councilId)
          .where('seat.function', 'in', ['CHAIR', 'RESPONSIBLE_SECRETARY', 'SECRETARIAT_OFFICER'])
          .where('appointment.ended_on', 'is', null)
          .execute();
        for (const { id } of leaders) {
          transaction.publish(selfAssessmentSaved(id, itemId));
        }
        transaction.enter({
          action: 'selfAssessment.saved',
          subjectType: 'EvaluationItem',
          subjectId: itemId,
          body: { claimedPoints: claim.claimedPoints },
        });
        return ok({ itemId });
      },
    );
  }

  /** Records a measured value; the newest one counts, the ones before stay. */
  async recordMeasurement(viewer: Viewer, request: MeasurementRecord): Promise<Outcome<{ itemId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const found = countFaults(request);
    const source = cleanText(request.source, { min: 1, max: 500 });
    if (!source.ok) {
      found.push({ code: source.code, path: ['source'], parameters: { minimum: 1, maximum: 500 } });
    }
    if (!source.ok || found.length > 0) {
      return faults(found);
    }
    const { itemId } = request;
    if (itemId === null) {
      return fault('NOT_FOUND', ['itemId']);
    }
    return this.unitOfWork.run(
      {
        operation: 'measurementRecord',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
      },
      async (transaction) => {
        const context = await itemContext(transaction, itemId);
        if (!context) {
          return fault('NOT_FOUND', ['itemId']);
        }
        const refusal = await refusalOf(viewer, transaction.database, context, mayMeasure, transaction.now);
        if (refusal.length > 0) {
          return faults(refusal);
        }
        if (context.indicator.scoring.kind !== 'MEASURED') {
          return fault('NOT_ADMISSIBLE', ['itemId']);
        }
        const wrong = shareFaults(context.indicator.scoring, request);
        if (wrong.length > 0) {
          return faults(wrong);
        }
        transaction.em.create(MeasurementEntity, {
          itemId,
          numerator: request.numerator,
          denominator: request.denominator,
          source: source.text,
          recordedBy: viewer.accountId,
        });
        transaction.publish(measurementRecorded(context.item.evaluationId, itemId));
        transaction.enter({
          action: 'measurement.recorded',
          subjectType: 'EvaluationItem',
          subjectId: itemId,
          body: { item: encodeNodeId('EvaluationItem', itemId), numerator: request.numerator, denominator: request.denominator, source: source.text },
        });
        return ok({ itemId });
      },
    );
  }
}

/** The faults of a rule on an item: none where it allows, those of no item for whoever does not see the evaluation. */
function refusalOf(
  viewer: Viewer,
  database: Database,
  context: ItemContext,
  rule: (viewer: Viewer, facts: ItemFacts) => Decision,
  now: Date,
): Promise<Fault[]> {
  const { item, councilId } = context;
  return objectFaults(
    rule(viewer, factsOfContext(context, [], now)),
    () => seesEvaluation(viewer, database, { id: item.evaluationId, councilId }),
    ['itemId'],
  );
}
