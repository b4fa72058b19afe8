import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { DependsOn } from '../../relay/depends-on.js';
import { registerEventBody } from '../../relay/frames/event-body.js';
import { LocalDateScalar } from '../../relay/scalars.js';
import type { Context } from '../accounts/index.js';
import { readAssignment, readCycle, readEvaluation } from './cycle.resolver.js';
import { RatingCycleType, ratingCycleStateEnum } from './cycle.type.js';
import { EvaluationType, evaluationStateEnum, RaterAssignmentType } from './evaluation.type.js';
import type { EvaluationState } from './evaluation.entity.js';
import type { RatingCycleState } from './rating-cycle.entity.js';

/** Body of `RatingCycleAdvanced`. */
@ObjectType('RatingCycleAdvanced', { description: 'A cycle has moved on.', simpleResolvers: true })
export class RatingCycleAdvanced {
  @Field(() => ratingCycleStateEnum, { description: 'From this state.' })
  readonly from!: RatingCycleState;

  @Field(() => ratingCycleStateEnum, { description: 'To this state.' })
  readonly to!: RatingCycleState;

  readonly cycleId!: string;
}

/** Body of `RatingCycleExtended`. */
@ObjectType('RatingCycleExtended', { description: 'A cycle was given more time.', simpleResolvers: true })
export class RatingCycleExtended {
  @Field(() => LocalDateScalar, { nullable: true, description: 'The last day for evidence.' })
  readonly evidenceCloseOn!: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The last day for marks.' })
  readonly scoringCloseOn!: string | null;

  readonly cycleId!: string;
}

/** Body of `EvaluationAdvanced`. */
@ObjectType('EvaluationAdvanced', { description: 'An evaluation has moved on with its cycle.', simpleResolvers: true })
export class EvaluationAdvanced {
  readonly from!: EvaluationState;

  readonly to!: EvaluationState;

  readonly evaluationId!: string;
}

/** Body of `RaterAssigned`. */
@ObjectType('RaterAssigned', { description: 'The viewer was assigned to rate a council.', simpleResolvers: true })
export class RaterAssigned {
  readonly assignmentId!: string;
}

/** Body of `RaterAssignmentChanged`. */
@ObjectType('RaterAssignmentChanged', {
  description: 'An assignment of the viewer is in another state: the viewer may mark from now on, or no longer sees the council.',
  simpleResolvers: true,
})
export class RaterAssignmentChanged {
  readonly assignmentId!: string;
}

/** Body of `ConflictDeclared`. */
@ObjectType('ConflictDeclared', { description: 'A rater has declared a conflict of interest.', simpleResolvers: true })
export class ConflictDeclared {
  readonly assignmentId!: string;
}

/** Body of `ConflictDecided`. */
@ObjectType('ConflictDecided', { description: "The viewer's declared conflict was decided.", simpleResolvers: true })
export class ConflictDecided {
  readonly assignmentId!: string;
}

registerEventBody('RatingCycleAdvanced', () => RatingCycleAdvanced);
registerEventBody('RatingCycleExtended', () => RatingCycleExtended);
registerEventBody('EvaluationAdvanced', () => EvaluationAdvanced);
registerEventBody('RaterAssigned', () => RaterAssigned);
registerEventBody('RaterAssignmentChanged', () => RaterAssignmentChanged);
registerEventBody('ConflictDeclared', () => ConflictDeclared);
registerEventBody('ConflictDecided', () => ConflictDecided);

const assignmentField = { nullable: true, description: 'The assignment as it is now.' } as const;

/** The cycle that moved. */
@Resolver(() => RatingCycleAdvanced)
export class RatingCycleAdvancedResolver {
  @DependsOn('AUDIENCE')
  @FieldResolver(() => RatingCycleType, { nullable: true, description: 'The cycle as it is now.' })
  ratingCycle(@Root() body: RatingCycleAdvanced, @Ctx() context: Context): Promise<RatingCycleType | null> {
    return readCycle(body.cycleId, context);
  }
}

/** The cycle that was given more time. */
@Resolver(() => RatingCycleExtended)
export class RatingCycleExtendedResolver {
  @DependsOn('AUDIENCE')
  @FieldResolver(() => RatingCycleType, { nullable: true, description: 'The cycle as it is now.' })
  ratingCycle(@Root() body: RatingCycleExtended, @Ctx() context: Context): Promise<RatingCycleType | null> {
    return readCycle(body.cycleId, context);
  }
}

/** The evaluation that moved. Its states have names of their own, so that one selection reads the bodies of all streams. */
@Resolver(() => EvaluationAdvanced)
export class EvaluationAdvancedResolver {
  @DependsOn('NOBODY')
  @FieldResolver(() => evaluationStateEnum, { description: 'The state that it has left.' })
  fromState(@Root() { from }: EvaluationAdvanced): EvaluationState {
    return from;
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => evaluationStateEnum, { description: 'The state that it is in since.' })
  toState(@Root() { to }: EvaluationAdvanced): EvaluationState {
    return to;
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => EvaluationType, { nullable: true, description: 'The evaluation as it is now.' })
  evaluation(@Root() body: EvaluationAdvanced, @Ctx() context: Context): Promise<EvaluationType | null> {
    return readEvaluation(body.evaluationId, context);
  }
}

/** The assignment that was made. */
@Resolver(() => RaterAssigned)
export class RaterAssignedResolver {
  @FieldResolver(() => RaterAssignmentType, assignmentField)
  raterAssignment(@Root() body: RaterAssigned, @Ctx() context: Context): Promise<RaterAssignmentType | null> {
    return readAssignment(body.assignmentId, context);
  }
}

/** The assignment that has changed. */
@Resolver(() => RaterAssignmentChanged)
export class RaterAssignmentChangedResolver {
  @FieldResolver(() => RaterAssignmentType, assignmentField)
  raterAssignment(@Root() body: RaterAssignmentChanged, @Ctx() context: Context): Promise<RaterAssignmentType | null> {
    return readAssignment(body.assignmentId, context);
  }
}

/** The assignment that a conflict stands against. */
@Resolver(() => ConflictDeclared)
export class ConflictDeclaredResolver {
  @FieldResolver(() => RaterAssignmentType, assignmentField)
  raterAssignment(@Root() body: ConflictDeclared, @Ctx() context: Context): Promise<RaterAssignmentType | null> {
    return readAssignment(body.assignmentId, context);
  }
}

/** The assignment whose conflict was decided. */
@Resolver(() => ConflictDecided)
export class ConflictDecidedResolver {
  @FieldResolver(() => RaterAssignmentType, assignmentField)
  raterAssignment(@Root() body: ConflictDecided, @Ctx() context: Context): Promise<RaterAssignmentType | null> {
    return readAssignment(body.assignmentId, context);
  }
}
