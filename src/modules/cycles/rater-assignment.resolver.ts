import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { DependsOn } from '../../relay/depends-on.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Permission } from '../../relay/viewer-permission.js';
import { AccountType, type Context, permission, readAccount } from '../accounts/index.js';
import { conflictsOf, cycleOfEvaluation } from './conflict.loader.js';
import { mayDecideConflict, mayDecideConflicts, mayDeclareConflict, mayReadConflicts } from './conflict.policy.js';
import { ConflictDeclarationType, toConflictDeclaration } from './conflict.type.js';
import type { CycleFacts } from './cycle.policy.js';
import { councilsThatBar, readEvaluation } from './cycle.resolver.js';
import { EvaluationType, RaterAssignmentType } from './evaluation.type.js';

/** Reads within an assignment. */
@Resolver(() => RaterAssignmentType)
export class RaterAssignmentResolver {
  @FieldResolver(() => EvaluationType, { nullable: true, description: 'The evaluation; null after a conflict.' })
  evaluation(@Root() assignment: RaterAssignmentType, @Ctx() context: Context): Promise<EvaluationType | null> {
    return readEvaluation(assignment.evaluationId, context);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => ID, { description: 'The account of the rater.' })
  raterAccountId(@Root() assignment: RaterAssignmentType): string {
    return encodeNodeId('Account', assignment.raterId);
  }

  @FieldResolver(() => AccountType, { nullable: true, description: 'The account of the rater, with the name.' })
  rater(@Root() assignment: RaterAssignmentType, @Ctx() context: Context): Promise<AccountType | null> {
    return readAccount(assignment.raterId, context);
  }

  @FieldResolver(() => [ConflictDeclarationType], {
    nullable: true,
    description:
      'What was declared of conflicts of interest with the council, NONE included, oldest first. For the rater, and for managers, approvers and auditors who have no seat in a council of the cycle; null for others.',
  })
  async conflicts(@Root() assignment: RaterAssignmentType, @Ctx() context: Context): Promise<ConflictDeclarationType[] | null> {
    if (!mayReadConflicts(context.viewer, assignment, await cycleFactsOf(assignment, context))) {
      return null;
    }
    return (await context.loaders.of(conflictsOf).load(assignment)).map(toConflictDeclaration);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may declare a conflict of interest by `conflictDeclare` now.' })
  async viewerCanDeclare(@Root() assignment: RaterAssignmentType, @Ctx() context: Context): Promise<Permission> {
    const cycle = await cycleFactsOf(assignment, context);
    return permission(mayDeclareConflict(context.viewer, assignment, cycle, 'OTHER'), context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may decide the declared conflict by `conflictDecide` now.' })
  async viewerCanDecideConflict(@Root() assignment: RaterAssignmentType, @Ctx() context: Context): Promise<Permission> {
    const byOffice = mayDecideConflicts(context.viewer);
    if (!byOffice.allowed) {
      return permission(byOffice, context);
    }
    const [cycle, declared] = await Promise.all([
      cycleFactsOf(assignment, context),
      context.loaders.of(conflictsOf).load(assignment),
    ]);
    const isPending = declared.some(({ decision }) => decision === 'PENDING');
    return permission(mayDecideConflict(context.viewer, { ...assignment, isPending }, cycle), context);
  }
}

/** What the rules on an assignment look at of its cycle. */
async function cycleFactsOf({ evaluationId }: RaterAssignmentType, context: Context): Promise<CycleFacts> {
  const cycle = await context.loaders.of(cycleOfEvaluation).load(evaluationId);
  return cycle
    ? { state: cycle.state, councilIds: await councilsThatBar(cycle.cycleId, context) }
    : { state: 'CANCELLED', councilIds: [] };
}
