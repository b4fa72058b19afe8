import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { noId } from '../../database/stable-id.js';
import { ConnectionArguments, connectionOf, type ConnectionValue } from '../../relay/connections/connection.js';
import { countRows, page } from '../../relay/connections/keyset.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import type { Payload } from '../../relay/payload.js';
import { Permission } from '../../relay/viewer-permission.js';
import { AccountType, type Context, permission, readAccount, userErrors } from '../accounts/index.js';
import { EvaluationType, RatingCycleType, readCycle, readEvaluation } from '../cycles/index.js';
import { AuditCaseResolveInput, AuditCaseResolvePayload, AuditCaseWhere } from './audit-case.inputs.js';
import { auditCaseById, auditCaseOrdering, auditCasesFor } from './audit-case.loader.js';
import { mayReadAuditCase, mayResolveAuditCase } from './audit-case.policy.js';
import type { AuditCaseService } from './audit-case.service.js';
import { AuditCaseConnection, AuditCaseType, toAuditCase } from './audit-case.type.js';
import { auditThresholds, AuditThresholdType } from './audit-threshold.type.js';

/** Reads of cases, and what auditors find out. */
@Resolver(() => AuditCaseType)
export class AuditCaseResolver {
  constructor(private readonly auditCaseService: AuditCaseService) {}

  @Query(() => AuditCaseConnection, {
    description: 'Signals about how marks came about, newest first. For auditors without an interest in the cycle; empty for everybody else.',
  })
  async auditCases(
    @Args(() => ConnectionArguments) pageArguments: ConnectionArguments,
    @Arg('where', () => AuditCaseWhere, { nullable: true, description: 'Which ones.' }) where: AuditCaseWhere | null,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<AuditCaseType>> {
    const cycleId = where?.ratingCycleId ? (decodeNodeIdOf('RatingCycle', where.ratingCycleId) ?? noId) : null;
    const query = auditCasesFor(context.database, context.viewer, {
      cycleId,
      kind: where?.kind ?? null,
      state: where?.state ?? null,
    });
    const found = await page(query, auditCaseOrdering, pageArguments);
    return connectionOf({ ...found, rows: found.rows.map(toAuditCase) }, () => countRows(query));
  }

  @Query(() => [AuditThresholdType], {
    description: 'From where on something about marks is a signal, for everybody to know: no one is looked at by a rule that is not open.',
  })
  auditThresholds(): readonly AuditThresholdType[] {
    return auditThresholds;
  }

  @FieldResolver(() => RatingCycleType, { nullable: true, description: 'The cycle whose marks it is about.' })
  ratingCycle(@Root() { row }: AuditCaseType, @Ctx() context: Context): Promise<RatingCycleType | null> {
    return readCycle(row.cycle_id, context);
  }

  @FieldResolver(() => EvaluationType, { nullable: true, description: 'The evaluation of the council that it is about; null where it is about several.' })
  evaluation(@Root() { row }: AuditCaseType, @Ctx() context: Context): Promise<EvaluationType | null> {
    return readEvaluation(row.evaluation_id, context);
  }

  @FieldResolver(() => AccountType, { nullable: true, description: 'The auditor who has closed it; null while it is open.' })
  resolvedBy(@Root() { row }: AuditCaseType, @Ctx() context: Context): Promise<AccountType | null> {
    return readAccount(row.resolved_by, context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may close it by `auditCaseResolve` now.' })
  viewerCanResolve(@Root() { row }: AuditCaseType, @Ctx() context: Context): Permission {
    const facts = { state: row.state, councilIds: row.council_ids, raterIds: row.rater_ids };
    return permission(mayResolveAuditCase(context.viewer, facts, 'explain'), context);
  }

  @Mutation(() => AuditCaseResolvePayload, {
    description: 'Closes a case with what was found out about it. For auditors without an interest in the cycle; no score is changed by it.',
  })
  async auditCaseResolve(
    @Arg('input', () => AuditCaseResolveInput, { description: 'What was found out.' }) input: AuditCaseResolveInput,
    @Ctx() context: Context,
  ): Promise<Payload<'auditCase', AuditCaseType>> {
    const auditCaseId = decodeNodeIdOf('AuditCase', input.id);
    const outcome = await this.auditCaseService.resolve(context.viewer, { ...input, auditCaseId });
    if (outcome.ok) {
      return { auditCase: await readAuditCase(outcome.value.auditCaseId, context), positions: outcome.positions, errors: [] };
    }
    const conflict = outcome.faults.some((found) => found.code === 'VERSION_CONFLICT');
    return {
      auditCase: conflict ? await readAuditCase(auditCaseId, context) : null,
      positions: [],
      errors: userErrors(outcome.faults, context),
    };
  }
}

/** A case that the viewer may see, or null. */
export async function readAuditCase(id: string | null, context: Context): Promise<AuditCaseType | null> {
  const row = id === null ? null : await context.loaders.of(auditCaseById).load(id);
  return row && mayReadAuditCase(context.viewer, { councilIds: row.council_ids, raterIds: row.rater_ids }) ? toAuditCase(row) : null;
}
