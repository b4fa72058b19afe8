import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Locale } from '../../language/index.js';
import { ConnectionArguments, connectionOf, type ConnectionValue } from '../../relay/connections/connection.js';
import { countRows, page } from '../../relay/connections/keyset.js';
import { DependsOn } from '../../relay/depends-on.js';
import { localeArgument, localeEnum } from '../../relay/locale.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import { Permission } from '../../relay/viewer-permission.js';
import { type Context, localised, permission } from '../accounts/index.js';
import { councilById, CouncilType, toCouncil } from '../councils/index.js';
import { MethodologyVersionType, readVersion } from '../methodologies/index.js';
import { RatingCycleWhere } from './cycle.inputs.js';
import {
  assignmentById,
  assignmentsOfEvaluation,
  councilsOfCycle,
  cycleById,
  cycleOrdering,
  cycleRows,
  evaluationById,
  evaluationsOfCycle,
  factsOfEvaluation,
} from './cycle.loader.js';
import {
  type CycleFacts,
  mayAdvanceCycle,
  mayAssignRaters,
  mayExtendCycle,
  mayManageCycle,
  mayReadAssignment,
  mayReadCycle,
  readableStates,
} from './cycle.policy.js';
import { RatingCycleStepType } from './cycle-step.type.js';
import { ratingCycleMachine } from './rating-cycle.machine.js';
import { RatingCycleConnection, RatingCycleType, toRatingCycle } from './cycle.type.js';
import { mayReadEvaluation } from './evaluation.policy.js';
import { EvaluationType, RaterAssignmentType, toEvaluation, toRaterAssignment } from './evaluation.type.js';

/** Reads of cycles. */
@Resolver(() => RatingCycleType)
export class RatingCycleResolver {
  @Query(() => RatingCycleConnection, { description: 'Rating cycles that the viewer may see, newest period first.' })
  async ratingCycles(
    @Args(() => ConnectionArguments) pageArguments: ConnectionArguments,
    @Arg('where', () => RatingCycleWhere, { nullable: true, description: 'Which ones.' }) where: RatingCycleWhere | null,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<RatingCycleType>> {
    let query = cycleRows(context.database);
    const states = readableStates(context.viewer);
    if (states) {
      query = query.where('rating_cycle.state', 'in', states);
    }
    if (where?.state) {
      query = query.where('rating_cycle.state', '=', where.state);
    }
    const found = await page(query, cycleOrdering, pageArguments);
    return connectionOf({ ...found, rows: found.rows.map(toRatingCycle) }, () => countRows(query));
  }

  @Query(() => RatingCycleType, { nullable: true, description: 'A rating cycle by its id; null when unknown or hidden.' })
  ratingCycle(
    @Arg('id', () => ID, { description: 'The id of the cycle.' }) id: string,
    @Ctx() context: Context,
  ): Promise<RatingCycleType | null> {
    return readCycle(decodeNodeIdOf('RatingCycle', id), context);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => String, { description: 'Its title.' })
  title(
    @Root() cycle: RatingCycleType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string {
    return localised(cycle.titles, context, locale);
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => MethodologyVersionType, { nullable: true, description: 'The methodology version it is bound to.' })
  methodologyVersion(@Root() cycle: RatingCycleType, @Ctx() context: Context): Promise<MethodologyVersionType | null> {
    return readVersion(cycle.methodologyVersionId, context);
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => RatingCycleType, { nullable: true, description: 'The finished cycle it is compared with.' })
  previousCycle(@Root() cycle: RatingCycleType, @Ctx() context: Context): Promise<RatingCycleType | null> {
    return readCycle(cycle.previousCycleId, context);
  }

  @FieldResolver(() => [EvaluationType], {
    description: "Its evaluations that the viewer may see, by the council's name: one for each council.",
  })
  async evaluations(@Root() cycle: RatingCycleType, @Ctx() context: Context): Promise<EvaluationType[]> {
    const rows = await context.loaders.of(evaluationsOfCycle).load(cycle.cycleId);
    return rows
      .filter((row) => mayReadEvaluation(context.viewer, factsOfEvaluation(row)))
      .map(toEvaluation);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer runs this cycle, guards of single steps apart.' })
  async viewerCanManage(@Root() cycle: RatingCycleType, @Ctx() context: Context): Promise<Permission> {
    return permission(mayManageCycle(context.viewer, await factsOf(cycle, context)), context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may give it more time by `ratingCycleExtend`.' })
  async viewerCanExtend(@Root() cycle: RatingCycleType, @Ctx() context: Context): Promise<Permission> {
    return permission(mayExtendCycle(context.viewer, await factsOf(cycle, context)), context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may assign raters to its councils by `raterAssign`.' })
  async viewerCanAssignRaters(@Root() cycle: RatingCycleType, @Ctx() context: Context): Promise<Permission> {
    return permission(mayAssignRaters(context.viewer, await factsOf(cycle, context)), context);
  }

  @FieldResolver(() => [RatingCycleStepType], {
    description: 'The steps that lead on from where it stands, and which of them the viewer may take; none at its end.',
  })
  async nextSteps(@Root() cycle: RatingCycleType, @Ctx() context: Context): Promise<RatingCycleStepType[]> {
    const facts = await factsOf(cycle, context);
    return ratingCycleMachine.transitions
      .filter(({ from }) => from === cycle.state)
      .map(({ to }) => ({ to, viewerCanTake: permission(mayAdvanceCycle(context.viewer, facts, to), context) }));
  }
}

/** Reads within an evaluation. */
@Resolver(() => EvaluationType)
export class EvaluationResolver {
  @DependsOn('NOBODY')
  @FieldResolver(() => CouncilType, { nullable: true, description: 'The council as it is today.' })
  async council(@Root() evaluation: EvaluationType, @Ctx() context: Context): Promise<CouncilType | null> {
    const row = await context.loaders.of(councilById).load(evaluation.councilId);
    return row && toCouncil(row);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => String, { description: 'The name of the council when the cycle was planned.' })
  councilName(
    @Root() evaluation: EvaluationType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string {
    return localised(evaluation.snapshot.name, context, locale);
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => RatingCycleType, { nullable: true, description: 'The cycle.' })
  ratingCycle(@Root() evaluation: EvaluationType, @Ctx() context: Context): Promise<RatingCycleType | null> {
    return readCycle(evaluation.cycleId, context);
  }

  @FieldResolver(() => [RaterAssignmentType], {
    description: "All assignments for those who may know them; else the viewer's own, if any.",
  })
  async assignments(@Root() evaluation: EvaluationType, @Ctx() context: Context): Promise<RaterAssignmentType[]> {
    const { viewer } = context;
    const rows = await context.loaders.of(assignmentsOfEvaluation).load(evaluation.evaluationId);
    return rows
      .filter((row) => mayReadAssignment(viewer, row.rater_id))
      .map(toRaterAssignment);
  }
}

/** A cycle that the viewer may see, or null. */
export async function readCycle(id: string | null, context: Context): Promise<RatingCycleType | null> {
  const row = id === null ? null : await context.loaders.of(cycleById).load(id);
  return row && mayReadCycle(context.viewer, row) ? toRatingCycle(row) : null;
}

/** An evaluation that the viewer may see, or null. */
export async function readEvaluation(id: string | null, context: Context): Promise<EvaluationType | null> {
  const row = id === null ? null : await context.loaders.of(evaluationById).load(id);
  return row && mayReadEvaluation(context.viewer, factsOfEvaluation(row))
    ? toEvaluation(row)
    : null;
}

/** An assignment that the viewer may see, or null. */
export async function readAssignment(id: string | null, context: Context): Promise<RaterAssignmentType | null> {
  const row = id === null ? null : await context.loaders.of(assignmentById).load(id);
  return row && mayReadAssignment(context.viewer, row.rater_id) ? toRaterAssignment(row) : null;
}

/**
 * The councils of a cycle, for the rules by which their own people decide nothing about it. Whoever has no seat anywhere
 * is barred by none of them, and costs no query.
 */
export async function councilsThatBar(cycleId: string, { viewer, loaders }: Context): Promise<readonly string[]> {
  return viewer.councils.size === 0 ? [] : loaders.of(councilsOfCycle).load(cycleId);
}

async function factsOf({ state, cycleId }: RatingCycleType, context: Context): Promise<CycleFacts> {
  return { state, councilIds: await councilsThatBar(cycleId, context) };
}
