import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { noId } from '../../database/stable-id.js';
import type { Outcome } from '../../database/unit-of-work.js';
import type { Locale } from '../../language/index.js';
import { ConnectionArguments, connectionOf, type ConnectionValue } from '../../relay/connections/connection.js';
import { countRows, page } from '../../relay/connections/keyset.js';
import { localeArgument, localeEnum } from '../../relay/locale.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import type { Payload } from '../../relay/payload.js';
import { Permission } from '../../relay/viewer-permission.js';
import { type Context, localised, permission, userErrors } from '../accounts/index.js';
import { councilsThatBar } from '../cycles/index.js';
import { itemById, OfficialPointsType, toOfficialPoints } from '../evaluations/index.js';
import {
  EqualTreatmentConfirmInput,
  EqualTreatmentConfirmPayload,
  EqualTreatmentProposeInput,
  EqualTreatmentProposePayload,
  EqualTreatmentTaskWhere,
} from './appeal.inputs.js';
import { readAppeal } from './appeal.resolver.js';
import { AppealType } from './appeal.type.js';
import type { EqualTreatmentCommand } from './equal-treatment.command.js';
import { equalTreatmentById, equalTreatmentOrdering, equalTreatmentRows, taskVisible } from './equal-treatment.loader.js';
import { mayReadTask, mayStepTask } from './equal-treatment.policy.js';
import { EqualTreatmentTaskConnection, EqualTreatmentTaskType, factsOfTask, toEqualTreatmentTask } from './equal-treatment.type.js';

/** The checks of other councils that follow from appeals. */
@Resolver(() => EqualTreatmentTaskType)
export class EqualTreatmentResolver {
  constructor(private readonly command: EqualTreatmentCommand) {}

  @Query(() => EqualTreatmentTaskConnection, {
    description: 'Checks of other councils that the viewer may see, in the order in which they came up.',
  })
  async equalTreatmentTasks(
    @Args(() => ConnectionArguments) pageArguments: ConnectionArguments,
    @Arg('where', () => EqualTreatmentTaskWhere, { nullable: true, description: 'Which ones.' }) where: EqualTreatmentTaskWhere | null,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<EqualTreatmentTaskType>> {
    let query = equalTreatmentRows(context.database).where(taskVisible(context.viewer));
    if (typeof where?.ratingCycleId === 'string') {
      query = query.where('evaluation.cycle_id', '=', decodeNodeIdOf('RatingCycle', where.ratingCycleId) ?? noId);
    }
    if (typeof where?.appealId === 'string') {
      query = query.where('appeal.id', '=', decodeNodeIdOf('Appeal', where.appealId) ?? noId);
    }
    if (where?.state) {
      query = query.where('equal_treatment_task.state', '=', where.state);
    }
    const found = await page(query, equalTreatmentOrdering, pageArguments);
    return connectionOf({ ...found, rows: found.rows.map(toEqualTreatmentTask) }, () => countRows(query));
  }

  @FieldResolver(() => AppealType, { nullable: true, description: 'The appeal that has made it necessary.' })
  appeal(@Root() { row }: EqualTreatmentTaskType, @Ctx() context: Context): Promise<AppealType | null> {
    return readAppeal(row.appeal_id, context);
  }

  @FieldResolver(() => String, { description: 'The name of the council that is checked, when the cycle was planned.' })
  councilName(
    @Root() { row }: EqualTreatmentTaskType,
    @Arg('locale', () => localeEnum, localeArgument) locale: Locale | null,
    @Ctx() context: Context,
  ): string {
    return localised(row.council_snapshot.name, context, locale);
  }

  @FieldResolver(() => OfficialPointsType, { nullable: true, description: 'The official points of the item as they are now.' })
  async official(@Root() { row }: EqualTreatmentTaskType, @Ctx() context: Context): Promise<OfficialPointsType | null> {
    const item = await context.loaders.of(itemById).load(row.item_id);
    return item && toOfficialPoints(item);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may say by `equalTreatmentPropose` now what it comes to.' })
  async viewerCanPropose(@Root() { row }: EqualTreatmentTaskType, @Ctx() context: Context): Promise<Permission> {
    const facts = factsOfTask(row, await councilsThatBar(row.cycle_id, context));
    return permission(mayStepTask(context.viewer, facts, 'propose'), context);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may confirm or refuse by `equalTreatmentConfirm` now what was proposed.' })
  async viewerCanConfirm(@Root() { row }: EqualTreatmentTaskType, @Ctx() context: Context): Promise<Permission> {
    const facts = factsOfTask(row, await councilsThatBar(row.cycle_id, context));
    return permission(mayStepTask(context.viewer, facts, 'confirm'), context);
  }

  @Mutation(() => EqualTreatmentProposePayload, {
    description:
      'Says what the check of another council comes to; another one has to confirm it. For the panel of the appeal and for approvers: without a seat in a council of the cycle, and never assigned to rate the one that is checked.',
  })
  async equalTreatmentPropose(
    @Arg('input', () => EqualTreatmentProposeInput, { description: 'What it comes to.' }) input: EqualTreatmentProposeInput,
    @Ctx() context: Context,
  ): Promise<Payload<'equalTreatmentTask', EqualTreatmentTaskType>> {
    const taskId = decodeNodeIdOf('EqualTreatmentTask', input.id);
    return answer(await this.command.propose(context.viewer, { ...input, taskId }), context, taskId);
  }

  @Mutation(() => EqualTreatmentConfirmPayload, {
    description:
      'Confirms what somebody else has proposed, whereby more points are given at once, or refuses it. For the same people as `equalTreatmentPropose`.',
  })
  async equalTreatmentConfirm(
    @Arg('input', () => EqualTreatmentConfirmInput, { description: 'What is said to it.' }) input: EqualTreatmentConfirmInput,
    @Ctx() context: Context,
  ): Promise<Payload<'equalTreatmentTask', EqualTreatmentTaskType>> {
    const taskId = decodeNodeIdOf('EqualTreatmentTask', input.id);
    return answer(await this.command.confirm(context.viewer, { ...input, taskId }), context, taskId);
  }
}

async function answer(
  done: Outcome<{ readonly taskId: string }>,
  context: Context,
  taskId: string | null,
): Promise<Payload<'equalTreatmentTask', EqualTreatmentTaskType>> {
  if (done.ok) {
    return { equalTreatmentTask: await readTask(done.value.taskId, context), positions: done.positions, errors: [] };
  }
  const conflict = done.faults.some(({ code }) => code === 'VERSION_CONFLICT');
  return {
    equalTreatmentTask: conflict ? await readTask(taskId, context) : null,
    positions: [],
    errors: userErrors(done.faults, context),
  };
}

/** A check that the viewer may see, or null. */
export async function readTask(id: string | null, context: Context): Promise<EqualTreatmentTaskType | null> {
  const row = id === null ? null : await context.loaders.of(equalTreatmentById).load(id);
  return row && mayReadTask(context.viewer, { panelIds: row.panel_ids }) ? toEqualTreatmentTask(row) : null;
}
