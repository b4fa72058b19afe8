import { LockMode } from '@mikro-orm/core';
import type { Database } from '../../database/tables.js';
import type { Transaction } from '../../database/unit-of-work.js';
import { type Decision, decisionFaults } from '../../decision.js';
import type { Fault } from '../../errors.js';
import type { Viewer } from '../accounts/index.js';
import { type FacilitatedType, FacilitationEntity, FacilitatorDeputyEntity } from './facilitation.entity.js';
import { mayFacilitateUnder } from './facilitation.policy.js';
import { leaseTimes } from './lease.js';

/** The deputies of a subject, in order. */
export async function deputiesOf(database: Database, subjectId: string): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('facilitator_deputy')
    .select('account_id')
    .where('subject_id', '=', subjectId)
    .orderBy('ordinal')
    .execute();
  return rows.map((row) => row.account_id);
}

/** Puts somebody in the lead of something new, with deputies. The lease begins when they are first heard of. */
export function appointFacilitator(
  { em, now }: Transaction,
  lead: {
    readonly subjectType: FacilitatedType;
    readonly subjectId: string;
    readonly facilitatorId: string;
    readonly deputyIds: readonly string[];
    readonly locked: boolean;
  },
): void {
  const { subjectId, subjectType, facilitatorId, deputyIds, locked } = lead;
  em.create(FacilitationEntity, {
    subjectId,
    subjectType,
    holderId: facilitatorId,
    primaryId: facilitatorId,
    leaseUntil: new Date(now.getTime() + leaseTimes.lease),
    locked,
  });
  for (const [at, accountId] of deputyIds.entries()) {
    em.create(FacilitatorDeputyEntity, { subjectId, ordinal: at + 1, accountId });
  }
}

/**
 * Whether a command of the lead is let through; its faults, or none. Whoever commands was heard of: the lease begins
 * anew. Locks the lead, so that it does not change hands while the command is carried out.
 */
export async function leadFaults(
  { em, now }: Transaction,
  subjectId: string,
  viewer: Viewer,
  term: number,
): Promise<readonly Fault[]> {
  const facilitation = await em.findOneOrFail(FacilitationEntity, { subjectId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const decision: Decision = mayFacilitateUnder(viewer, facilitation, term);
  if (decision.allowed) {
    facilitation.leaseUntil = new Date(now.getTime() + leaseTimes.lease);
    return [];
  }
  return decisionFaults(decision, decision.code === 'STALE_TERM' ? ['term'] : ['id']);
}
