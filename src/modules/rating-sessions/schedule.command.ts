import { LockMode } from '@mikro-orm/core';
import { noId } from '../../database/stable-id.js';
import type { Database } from '../../database/tables.js';
import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { type Fault, fault, faults, ok } from '../../errors.js';
import { InputTexts, labelled, type TranslatedText } from '../../language/index.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { councilIdsOf, RatingCycleEntity, type RatingCycleState } from '../cycles/index.js';
import { appointFacilitator } from '../facilitation/index.js';
import { MethodologyVersionEntity } from '../methodologies/index.js';
import { impartialFacilitators, interestedIn } from './impartiality.js';
import { RatingSessionEntity, SessionEvaluationEntity, SessionObserverEntity } from './rating-session.entity.js';
import { maySchedule } from './rating-session.policy.js';
import { ratingSessionChanged } from './rating-session.stream.js';
import { SessionItemEntity } from './session-item.entity.js';

/** A session to schedule. */
export interface RatingSessionSchedule {
  readonly cycleId: string | null;
  readonly title: TranslatedText;
  readonly startsAt: Date;
  /** The councils that it deals with. */
  readonly evaluationIds: readonly (string | null)[];
  readonly facilitatorId: string | null;
  /** In the order in which they are asked. */
  readonly deputyIds: readonly (string | null)[];
  readonly observerIds: readonly (string | null)[];
  /** Whether nobody but the deputies may take over. */
  readonly locked: boolean;
  readonly idempotencyKey?: string | null | undefined;
}

/** The most councils, deputies and observers of one session. */
export const scheduleBounds = { evaluations: 100, deputies: 10, observers: 100 } as const;

/** States of a cycle in which its sessions are scheduled: its items are there, and its result is not settled. */
const schedulable: readonly RatingCycleState[] = ['EVIDENCE_OPEN', 'EVIDENCE_CLOSED', 'SCORING', 'DELIBERATION'];

function shapeFaults({ evaluationIds, deputyIds, observerIds }: RatingSessionSchedule): Fault[] {
  const found: Fault[] = [];
  const bounded = [
    ['evaluationIds', evaluationIds, 1, scheduleBounds.evaluations],
    // Somebody has to be there when the facilitator is lost.
    ['deputyAccountIds', deputyIds, 1, scheduleBounds.deputies],
    ['observerAccountIds', observerIds, 0, scheduleBounds.observers],
  ] as const;
  for (const [name, list, minimum, maximum] of bounded) {
    if (list.length < minimum || list.length > maximum) {
      found.push({ code: 'OUT_OF_RANGE', path: [name], parameters: { minimum, maximum } });
    }
    const twice = list.findIndex((id, at) => list.indexOf(id) !== at);
    if (twice !== -1) {
      found.push({ code: 'ALREADY_EXISTS', path: [name, String(twice)] });
    }
  }
  return found;
}

/** Schedules sessions. */
export class ScheduleCommand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Schedules a session: its councils with all their judged items that no other session deals with, who leads, who looks on. */
  async run(viewer: Viewer, request: RatingSessionSchedule): Promise<Outcome<{ sessionId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const texts = new InputTexts();
    const title = texts.translated(['title'], request.title, { min: 1, max: 300 });
    const found = [...texts.faults, ...shapeFaults(request)];
    const byRole = maySchedule(viewer, { councilIds: [] });
    if (!byRole.allowed || found.length > 0) {
      return faults(byRole.allowed ? found : decisionFaults(byRole));
    }
    return this.unitOfWork.run(
      {
        operation: 'ratingSessionSchedule',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
        constraints: { session_item_current_unique: { code: 'ALREADY_EXISTS', path: ['evaluationIds'] } },
      },
      async (transaction) => {
        const { em, database } = transaction;
        const cycle = await em.findOne(
          RatingCycleEntity,
          { id: request.cycleId ?? noId },
          { lockMode: LockMode.PESSIMISTIC_READ },
        );
        if (!cycle) {
          return fault('NOT_FOUND', ['ratingCycleId']);
        }
        const decision = maySchedule(viewer, { councilIds: await councilIdsOf(database, cycle.id) });
        if (!decision.allowed) {
          return faults(decisionFaults(decision, ['ratingCycleId']));
        }
        if (!schedulable.includes(cycle.state)) {
          return fault('INVALID_STATE', ['ratingCycleId'], { state: labelled('RatingCycleState', cycle.state) });
        }
        const evaluations = await evaluationsOf(database, cycle.id, request.evaluationIds);
        const people = evaluations.faults.length > 0 ? [] : await peopleFaults(transaction, request, evaluations.ids);
        const wrong = [...evaluations.faults, ...people];
        if (wrong.length > 0) {
          return faults(wrong);
        }
        const session = em.create(RatingSessionEntity, {
          cycleId: cycle.id,
          title,
          startsAt: request.startsAt,
          createdBy: viewer.accountId,
        });
        await em.flush();
        for (const evaluationId of evaluations.ids) {
          em.create(SessionEvaluationEntity, { sessionId: session.id, evaluationId });
        }
        for (const accountId of request.observerIds) {
          em.create(SessionObserverEntity, { sessionId: session.id, accountId: accountId ?? noId });
        }
        appointFacilitator(transaction, {
          subjectType: 'RatingSession',
          subjectId: session.id,
          facilitatorId: request.facilitatorId ?? noId,
          deputyIds: request.deputyIds.map((id) => id ?? noId),
          locked: request.locked,
        });
        const items = await putOnAgenda(transaction, session.id, cycle.methodologyVersionId, evaluations.ids);
        if (items === 0) {
          return fault('NOTHING_TO_CHANGE', ['evaluationIds']);
        }
        await em.flush();
        transaction.publish(ratingSessionChanged(session.id, 'SCHEDULED'));
        transaction.enter({
          action: 'ratingSession.scheduled',
          subjectType: 'RatingSession',
          subjectId: session.id,
          body: { cycleId: cycle.id, evaluationIds: evaluations.ids, facilitatorId: request.facilitatorId, deputyIds: request.deputyIds, items },
        });
        return ok({ sessionId: session.id });
      },
    );
  }
}

async function evaluationsOf(
  database: Database,
  cycleId: string,
  given: readonly (string | null)[],
): Promise<{ readonly ids: readonly string[]; readonly faults: readonly Fault[] }> {
  const rows = await database.selectFrom('evaluation').select('id').where('cycle_id', '=', cycleId).execute();
  const known = new Set(rows.map(({ id }) => id));
  const ids = given.flatMap((id) => (id !== null && known.has(id) ? [id] : []));
  const missing = [...given.entries()].filter(([, id]) => id === null || !known.has(id));
  return { ids, faults: missing.map(([at]) => ({ code: 'NOT_FOUND', path: ['evaluationIds', String(at)] })) };
}

const lead = (at: number): readonly string[] => (at === 0 ? ['facilitatorAccountId'] : ['deputyAccountIds', String(at - 1)]);

/**
 * Facilitator and deputies hold the office, have no seat in the councils and do not rate them; observers have no seat, and
 * have not left the rating of one of them.
 */
async function peopleFaults({ database }: Transaction, request: RatingSessionSchedule, evaluationIds: readonly string[]): Promise<Fault[]> {
  const leaders = [request.facilitatorId, ...request.deputyIds];
  const impartial = await impartialFacilitators(database, leaders.map((id) => id ?? noId), evaluationIds);
  const interested = await interestedIn(database, request.observerIds.map((id) => id ?? noId), evaluationIds);
  return [
    ...[...leaders.entries()].flatMap(([at, id]): Fault[] => {
      const found = impartial.get(id ?? noId);
      return found === 'IMPARTIAL' ? [] : [{ code: found === 'INTERESTED' ? 'CONFLICT_OF_INTEREST' : 'NOT_FOUND', path: lead(at) }];
    }),
    ...(leaders.slice(1).includes(request.facilitatorId) ? [{ code: 'ALREADY_EXISTS' as const, path: ['deputyAccountIds'] }] : []),
    ...[...request.observerIds.entries()].flatMap(([at, id]): Fault[] => {
      const found = interested.get(id ?? noId);
      return found === false ? [] : [{ code: found ? 'CONFLICT_OF_INTEREST' : 'NOT_FOUND', path: ['observerAccountIds', String(at)] }];
    }),
  ];
}

/** Puts every judged item that no other session deals with on the agenda; answers how many. */
async function putOnAgenda(
  { em, database }: Transaction,
  sessionId: string,
  methodologyVersionId: string,
  evaluationIds: readonly string[],
): Promise<number> {
  const { body } = await em.findOneOrFail(MethodologyVersionEntity, { id: methodologyVersionId });
  const judged = body.indicators.filter(({ scoring }) => scoring.kind !== 'MEASURED').map(({ code }) => code);
  const items = await database
    .selectFrom('evaluation_item')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .select('evaluation_item.id')
    .where('evaluation_item.evaluation_id', 'in', evaluationIds)
    .where('evaluation_item.indicator_code', 'in', judged)
    .where('evaluation_item.state', 'in', ['PENDING', 'OPEN', 'CLOSED', 'REVEALED'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('session_item')
            .select('session_item.id')
            .whereRef('session_item.item_id', '=', 'evaluation_item.id')
            .where('session_item.state', '<>', 'DEFERRED'),
        ),
      ),
    )
    .orderBy('evaluation.sort_key')
    .orderBy('evaluation_item.ordinal')
    .execute();
  for (const [at, { id }] of items.entries()) {
    em.create(SessionItemEntity, { sessionId, itemId: id, ordinal: at + 1 });
  }
  return items.length;
}
