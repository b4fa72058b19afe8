import type { Database } from '../../database/tables.js';
import type { Outcome, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { type Fault, fault, faults, ok } from '../../errors.js';
import { InputTexts, type TranslatedText } from '../../language/index.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { composition, dayInTashkent, SeatEntity } from '../councils/index.js';
import { MethodologyVersionEntity, rulesOf } from '../methodologies/index.js';
import { mayManageCycles } from './cycle.policy.js';
import { isBehind } from './deadlines.js';
import { type CouncilSnapshot, EvaluationEntity } from './evaluation.entity.js';
import { type Deliberation, RatingCycleEntity } from './rating-cycle.entity.js';

/** What a new cycle is made of. */
export interface RatingCycleCreate {
  readonly title: TranslatedText;
  readonly methodologyVersionId: string | null;
  readonly periodFrom: string;
  readonly periodTo: string;
  /** Codes of councils; the 14 territorial ones when left out. */
  readonly councilCodes?: readonly string[] | null | undefined;
  readonly evidenceCloseOn?: string | null | undefined;
  readonly scoringCloseOn?: string | null | undefined;
  /** AGGREGATE when left out. */
  readonly deliberation?: Deliberation | null | undefined;
  /** True for the periods of the demonstration alone. */
  readonly demonstration?: boolean;
  readonly idempotencyKey?: string | null | undefined;
}

function check(request: RatingCycleCreate): Fault[] {
  const found: Fault[] = [];
  if (request.periodTo < request.periodFrom) {
    found.push({ code: 'DATE_ORDER', path: ['periodTo'] });
  }
  if (request.evidenceCloseOn && request.scoringCloseOn && request.scoringCloseOn < request.evidenceCloseOn) {
    found.push({ code: 'DATE_ORDER', path: ['scoringCloseOn'] });
  }
  if ((request.councilCodes?.length ?? 0) > 100) {
    found.push({ code: 'TOO_LONG', path: ['councilCodes'], parameters: { maximum: 100 } });
  }
  return found;
}

/** Makes cycles. */
export class CycleCreateCommand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Plans a cycle: pins the methodology version by its hash, and takes the councils as they are today. */
  async run(viewer: Viewer, request: RatingCycleCreate): Promise<Outcome<{ cycleId: string }>> {
    const decision = mayManageCycles(viewer);
    if (!decision.allowed || !isSignedIn(viewer)) {
      return faults(decisionFaults(decision));
    }
    const texts = new InputTexts();
    const title = texts.translated(['title'], request.title, { min: 1, max: 300 });
    const found = [...texts.faults, ...check(request)];
    if (found.length > 0) {
      return faults(found);
    }
    const { methodologyVersionId } = request;
    if (methodologyVersionId === null) {
      return fault('NOT_FOUND', ['methodologyVersionId']);
    }
    return this.unitOfWork.run(
      {
        operation: 'ratingCycleCreate',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
      },
      async (transaction) => {
        const { em, database, now } = transaction;
        const today = dayInTashkent(now);
        const behind = (['evidenceCloseOn', 'scoringCloseOn'] as const).filter((name) => isBehind(request[name] ?? null, today));
        if (behind.length > 0) {
          return faults(behind.map((name) => ({ code: 'DEADLINE_NOT_LATER', path: [name] })));
        }
        const version = await em.findOne(MethodologyVersionEntity, { id: methodologyVersionId });
        if (!version) {
          return fault('NOT_FOUND', ['methodologyVersionId']);
        }
        if (!rulesOf(version.body)) {
          return fault('METHODOLOGY_INCOMPLETE', ['methodologyVersionId']);
        }
        if (version.state !== 'APPROVED' || !version.contentHash) {
          return fault('METHODOLOGY_NOT_APPROVED', ['methodologyVersionId']);
        }
        let query = database.selectFrom('council').selectAll().where('kind', '=', 'TERRITORIAL');
        if (request.councilCodes) {
          query = query.where('code', 'in', [...request.councilCodes, '']);
        }
        const councils = await query.orderBy('sort_key').execute();
        const known = new Set(councils.map(({ code }) => code));
        const unknown = [...(request.councilCodes ?? []).entries()].filter(([, code]) => !known.has(code));
        if (unknown.length > 0) {
          return faults(unknown.map(([at]) => ({ code: 'NOT_FOUND', path: ['councilCodes', String(at)] })));
        }
        if (councils.length === 0) {
          return fault('NOT_FOUND', ['councilCodes']);
        }
        const previous = await previousCycle(database, version.methodologyId, request.periodFrom, councils.map(({ id }) => id));
        const cycle = em.create(RatingCycleEntity, {
          title,
          methodologyVersionId: version.id,
          methodologyHash: version.contentHash,
          periodFrom: request.periodFrom,
          periodTo: request.periodTo,
          previousCycleId: previous?.id ?? null,
          evidenceCloseOn: request.evidenceCloseOn ?? null,
          scoringCloseOn: request.scoringCloseOn ?? null,
          deliberation: request.deliberation ?? 'AGGREGATE',
          appealDays: version.body.appealDays,
          demonstration: request.demonstration ?? false,
          createdBy: viewer.accountId,
        });
        await em.flush();
        const seats = new Map((await em.find(SeatEntity, {})).map((seat) => [seat.id, seat]));
        const members = await composition(
          database,
          councils.map((council) => council.id),
          null,
        );
        for (const council of councils) {
          const councilSnapshot: CouncilSnapshot = {
            code: council.code,
            name: council.name,
            composition: members
              .filter((member) => member.council_id === council.id)
              .map((member) => {
                const seat = seats.get(member.seat_id);
                return { function: seat?.function ?? '', category: seat?.category ?? null, personId: member.person_id };
              }),
          };
          em.create(EvaluationEntity, {
            cycleId: cycle.id,
            councilId: council.id,
            councilSnapshot,
            sortKey: council.sort_key,
          });
        }
        transaction.enter({
          action: 'ratingCycle.created',
          subjectType: 'RatingCycle',
          subjectId: cycle.id,
          body: { methodologyHash: version.contentHash, councils: councils.map((council) => council.code) },
        });
        return ok({ cycleId: cycle.id });
      },
    );
  }
}

/**
 * The cycle that a new one is compared with: published, by the same methodology, over before the new period begins. Of
 * several the one that rated most of the councils, then the latest period, then the one that was published last.
 */
async function previousCycle(
  database: Database,
  methodologyId: string,
  periodFrom: string,
  councilIds: readonly string[],
): Promise<{ readonly id: string } | undefined> {
  return database
    .selectFrom('rating_cycle')
    .innerJoin('methodology_version', 'methodology_version.id', 'rating_cycle.methodology_version_id')
    .innerJoin('evaluation', 'evaluation.cycle_id', 'rating_cycle.id')
    .select('rating_cycle.id')
    .where('methodology_version.methodology_id', '=', methodologyId)
    .where('rating_cycle.state', 'in', ['PUBLISHED', 'ARCHIVED'])
    .where('rating_cycle.period_to', '<', periodFrom)
    .where('evaluation.council_id', 'in', [...councilIds])
    .groupBy('rating_cycle.id')
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .orderBy('rating_cycle.period_to', 'desc')
    .orderBy('rating_cycle.published_at', 'desc')
    .executeTakeFirst();
}
