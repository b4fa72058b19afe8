import { LockMode } from '@mikro-orm/core';
import type { Database } from '../../database/tables.js';
import type { Transaction } from '../../database/unit-of-work.js';
import type { MethodologyRules } from '../../scoring/index.js';
import { type RatingCycle, RatingCycleEntity } from '../cycles/index.js';
import { type Quorum, quorumOf, takingPartAt, tookPartAt } from '../facilitation/index.js';
import { type MethodologyBody, MethodologyVersionEntity, rulesOf } from '../methodologies/index.js';
import { type RatingSession, RatingSessionEntity } from './rating-session.entity.js';

/** A rater of a council whose assignment is in force. */
export interface SessionRater {
  readonly assignmentId: string;
  readonly accountId: string;
  readonly evaluationId: string;
  readonly pseudonym: string;
}

/** A session as its commands see it: locked, so that they come one after the other. */
export interface SessionContext {
  readonly session: RatingSession;
  readonly cycle: RatingCycle;
  readonly body: MethodologyBody;
  readonly rules: MethodologyRules;
  readonly evaluations: readonly { readonly id: string; readonly councilId: string; readonly code: string }[];
  readonly raters: readonly SessionRater[];
  readonly observerIds: ReadonlySet<string>;
  /** The accounts that are checked in: they make the quorum. */
  readonly present: ReadonlySet<string>;
  /** Those, and whoever was checked out by somebody else a short while ago: they vote, and are counted on. */
  readonly takingPart: ReadonlySet<string>;
}

/**
 * Reads a session and locks it: the cycle first, shared, as its steps and all marks lock it, then the session. Null where
 * there is none.
 */
export async function sessionContext({ em, database, now }: Transaction, sessionId: string): Promise<SessionContext | null> {
  const known = await database.selectFrom('rating_session').select('cycle_id').where('id', '=', sessionId).executeTakeFirst();
  if (!known) {
    return null;
  }
  const cycle = await em.findOneOrFail(RatingCycleEntity, { id: known.cycle_id }, { lockMode: LockMode.PESSIMISTIC_READ });
  const session = await em.findOneOrFail(RatingSessionEntity, { id: sessionId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const { body } = await em.findOneOrFail(MethodologyVersionEntity, { id: cycle.methodologyVersionId });
  const rules = rulesOf(body);
  if (!rules) {
    throw new Error('a cycle by a partial methodology cannot have sessions');
  }
  const evaluations = await database
    .selectFrom('session_evaluation')
    .innerJoin('evaluation', 'evaluation.id', 'session_evaluation.evaluation_id')
    .innerJoin('council', 'council.id', 'evaluation.council_id')
    .select(['evaluation.id', 'evaluation.council_id as councilId', 'council.code'])
    .where('session_evaluation.session_id', '=', sessionId)
    .orderBy('evaluation.sort_key')
    .execute();
  const observers = await database.selectFrom('session_observer').select('account_id').where('session_id', '=', sessionId).execute();
  const present = await database
    .selectFrom('check_in')
    .select('account_id')
    .where('subject_id', '=', sessionId)
    .where('checked_out_at', 'is', null)
    .execute();
  return {
    session,
    cycle,
    body,
    rules,
    evaluations,
    raters: await ratersOfEvaluations(database, evaluations.map(({ id }) => id)),
    observerIds: new Set(observers.map((row) => row.account_id)),
    present: new Set(present.map((row) => row.account_id)),
    takingPart: await takingPartAt(database, sessionId, session.closedAt ?? now),
  };
}

/** The raters of evaluations whose assignments are in force, in the order of their pseudonyms. */
export async function ratersOfEvaluations(database: Database, evaluationIds: readonly string[]): Promise<readonly SessionRater[]> {
  const rows = await database
    .selectFrom('rater_assignment')
    .select(['id', 'rater_id', 'evaluation_id', 'pseudonym'])
    .where('evaluation_id', 'in', evaluationIds)
    .where('state', 'in', ['ACTIVE', 'COMPLETED'])
    .orderBy('pseudonym')
    .execute();
  return rows.map((row) => ({
    assignmentId: row.id,
    accountId: row.rater_id,
    evaluationId: row.evaluation_id,
    pseudonym: row.pseudonym,
  }));
}

/** The quorum of the session, or of one of its councils. Whoever recuses is not among the raters any more. */
export function quorumOfSession({ raters, present, body }: SessionContext, evaluationId?: string): Quorum {
  const entitled = raters.filter((rater) => evaluationId === undefined || rater.evaluationId === evaluationId);
  return quorumOf(new Set(entitled.map(({ accountId }) => accountId)), present, body.minRaters);
}

/** The raters of a council who take part. */
export function ratersTakingPart({ raters, takingPart }: SessionContext, evaluationId: string): readonly SessionRater[] {
  return raters.filter((rater) => rater.evaluationId === evaluationId && takingPart.has(rater.accountId));
}

/** The raters of a council, of those who rate it now, who took part at an instant. */
export async function ratersTakingPartAt(
  { database }: Transaction,
  context: SessionContext,
  evaluationId: string,
  at: Date,
): Promise<readonly SessionRater[]> {
  return ratersTakingPart({ ...context, takingPart: await tookPartAt(database, context.session.id, at) }, evaluationId);
}
