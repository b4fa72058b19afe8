import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { noId } from '../../database/stable-id.js';
import type { Outcome } from '../../database/unit-of-work.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import type { Payload } from '../../relay/payload.js';
import { type Context, userErrors } from '../accounts/index.js';
import type { CycleAdvanceCommand } from './cycle-advance.command.js';
import type { CycleCreateCommand } from './cycle-create.command.js';
import type { CycleExtendCommand } from './cycle-extend.command.js';
import {
  ConflictDecideInput,
  ConflictDecidePayload,
  ConflictDeclareInput,
  ConflictDeclarePayload,
  RaterAssignInput,
  RaterAssignPayload,
  RatingCycleAdvanceInput,
  RatingCycleAdvancePayload,
  RatingCycleCreateInput,
  RatingCycleCreatePayload,
  RatingCycleExtendInput,
  RatingCycleExtendPayload,
} from './cycle.inputs.js';
import { assignmentById, evaluationById } from './cycle.loader.js';
import { readAssignment, readCycle, readEvaluation } from './cycle.resolver.js';
import type { RatingCycleType } from './cycle.type.js';
import type { EvaluationType, RaterAssignmentType } from './evaluation.type.js';
import type { RaterService } from './rater.service.js';

/** Running cycles, assigning raters, declaring and deciding conflicts. */
@Resolver()
export class CycleCommandResolver {
  constructor(
    private readonly createCommand: CycleCreateCommand,
    private readonly advanceCommand: CycleAdvanceCommand,
    private readonly extendCommand: CycleExtendCommand,
    private readonly raterService: RaterService,
  ) {}

  @Mutation(() => RatingCycleCreatePayload, { description: 'Plans a rating cycle. For cycle managers.' })
  async ratingCycleCreate(
    @Arg('input', () => RatingCycleCreateInput, { description: 'The cycle.' }) input: RatingCycleCreateInput,
    @Ctx() context: Context,
  ): Promise<Payload<'ratingCycle', RatingCycleType>> {
    const outcome = await this.createCommand.run(context.viewer, {
      ...input,
      methodologyVersionId: decodeNodeIdOf('MethodologyVersion', input.methodologyVersionId),
    });
    return outcome.ok
      ? { ratingCycle: await readCycle(outcome.value.cycleId, context), positions: outcome.positions, errors: [] }
      : { ratingCycle: null, positions: [], errors: userErrors(outcome.faults, context) };
  }

  @Mutation(() => RatingCycleAdvancePayload, {
    description: 'Takes a cycle one step along its path, with all that follows from it. Not for whoever has a seat in one of its councils.',
  })
  async ratingCycleAdvance(
    @Arg('input', () => RatingCycleAdvanceInput, { description: 'The step.' }) input: RatingCycleAdvanceInput,
    @Ctx() context: Context,
  ): Promise<Payload<'ratingCycle', RatingCycleType>> {
    const cycleId = decodeNodeIdOf('RatingCycle', input.id);
    return changed(await this.advanceCommand.run(context.viewer, { ...input, cycleId }), cycleId, context);
  }

  @Mutation(() => RatingCycleExtendPayload, {
    description: 'Moves the last days of a cycle forward, for all its councils alike. For cycle managers.',
  })
  async ratingCycleExtend(
    @Arg('input', () => RatingCycleExtendInput, { description: 'The new last days.' }) input: RatingCycleExtendInput,
    @Ctx() context: Context,
  ): Promise<Payload<'ratingCycle', RatingCycleType>> {
    const cycleId = decodeNodeIdOf('RatingCycle', input.id);
    return changed(await this.extendCommand.run(context.viewer, { ...input, cycleId }), cycleId, context);
  }

  @Mutation(() => RaterAssignPayload, { description: 'Assigns a rater to councils of a cycle. For cycle managers who have no seat in any of its councils.' })
  async raterAssign(
    @Arg('input', () => RaterAssignInput, { description: 'Who rates what.' }) input: RaterAssignInput,
    @Ctx() context: Context,
  ): Promise<Payload<'ratingCycle', RatingCycleType>> {
    const evaluationIds = input.evaluationIds.map((id) => decodeNodeIdOf('Evaluation', id));
    const outcome = await this.raterService.assign(context.viewer, {
      raterId: decodeNodeIdOf('Account', input.raterId),
      evaluationIds,
      idempotencyKey: input.idempotencyKey,
    });
    if (!outcome.ok) {
      return { ratingCycle: null, positions: [], errors: userErrors(outcome.faults, context) };
    }
    const evaluation = await context.loaders.of(evaluationById).load(evaluationIds[0] ?? noId);
    return {
      ratingCycle: await readCycle(evaluation?.cycle_id ?? null, context),
      positions: outcome.positions,
      errors: [],
    };
  }

  @Mutation(() => ConflictDeclarePayload, {
    description: 'Declares what ties the viewer to councils that were assigned, or that nothing does.',
  })
  async conflictDeclare(
    @Arg('input', () => ConflictDeclareInput, { description: 'The declaration.' }) input: ConflictDeclareInput,
    @Ctx() context: Context,
  ): Promise<Payload<'evaluation', EvaluationType>> {
    const evaluationIds = input.evaluationIds.map((id) => decodeNodeIdOf('Evaluation', id));
    const outcome = await this.raterService.declare(context.viewer, { ...input, evaluationIds });
    return outcome.ok
      ? {
          evaluation: await readEvaluation(evaluationIds[0] ?? null, context),
          positions: outcome.positions,
          errors: [],
        }
      : { evaluation: null, positions: [], errors: userErrors(outcome.faults, context) };
  }

  @Mutation(() => ConflictDecidePayload, { description: 'Decides a declared conflict. For managers and approvers who have no seat in any council of the cycle.' })
  async conflictDecide(
    @Arg('input', () => ConflictDecideInput, { description: 'The decision.' }) input: ConflictDecideInput,
    @Ctx() context: Context,
  ): Promise<Payload<'raterAssignment', RaterAssignmentType>> {
    const assignmentId = decodeNodeIdOf('RaterAssignment', input.assignmentId);
    const outcome = await this.raterService.decide(context.viewer, { ...input, assignmentId });
    if (!outcome.ok) {
      return { raterAssignment: null, positions: [], errors: userErrors(outcome.faults, context) };
    }
    context.loaders.of(assignmentById).clearAll();
    return {
      raterAssignment: await readAssignment(assignmentId, context),
      positions: outcome.positions,
      errors: [],
    };
  }
}

/** The cycle after a change, or as it is now where somebody else was first. */
async function changed(
  outcome: Outcome<unknown>,
  cycleId: string | null,
  context: Context,
): Promise<Payload<'ratingCycle', RatingCycleType>> {
  if (outcome.ok) {
    return { ratingCycle: await readCycle(cycleId, context), positions: outcome.positions, errors: [] };
  }
  const isConflict = outcome.faults.some((found) => found.code === 'VERSION_CONFLICT');
  return {
    ratingCycle: isConflict ? await readCycle(cycleId, context) : null,
    positions: [],
    errors: userErrors(outcome.faults, context),
  };
}
