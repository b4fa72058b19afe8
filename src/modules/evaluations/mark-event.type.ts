import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { DependsOn } from '../../relay/depends-on.js';
import { registerEventBody } from '../../relay/frames/event-body.js';
import type { Context } from '../accounts/index.js';
import { EvaluationType, readEvaluation } from '../cycles/index.js';
import { readItem } from './item.resolver.js';
import { EvaluationItemType } from './item.type.js';

/** Body of events about one item. */
@ObjectType('ItemChanged', {
  description: 'Something about one item changed: a saved draft or claim of the viewer, or a measured value.',
  simpleResolvers: true,
})
export class ItemChanged {
  readonly itemId!: string;
}

/** Body of events about an evaluation as a whole. */
@ObjectType('EvaluationChanged', {
  description: "Something about an evaluation changed: the viewer's marks were submitted, all were revealed, or fixed.",
  simpleResolvers: true,
})
export class EvaluationChanged {
  readonly evaluationId!: string;
}

/** Body of `SubmissionProgressed`. */
@ObjectType('SubmissionProgressed', {
  description: 'How far the marking of an evaluation has come. Told to cycle managers alone.',
  simpleResolvers: true,
})
export class SubmissionProgressed {
  @Field(() => Int, { description: 'Raters who have submitted a mark on every open item.' })
  readonly submitted!: number;

  @Field(() => Int, { description: 'Raters whose assignment is in force.' })
  readonly assigned!: number;

  readonly evaluationId!: string;
}

for (const type of ['ScoreSaved', 'SelfAssessmentSaved', 'MeasurementRecorded']) {
  registerEventBody(type, () => ItemChanged);
}
for (const type of ['ScoresSubmitted', 'MarksRevealed', 'OfficialPointsSet']) {
  registerEventBody(type, () => EvaluationChanged);
}
registerEventBody('SubmissionProgressed', () => SubmissionProgressed);

/** The item. */
@Resolver(() => ItemChanged)
export class ItemChangedResolver {
  @DependsOn('AUDIENCE')
  @FieldResolver(() => EvaluationItemType, { nullable: true, description: 'The item as it is now.' })
  item(@Root() body: ItemChanged, @Ctx() context: Context): Promise<EvaluationItemType | null> {
    return readItem(body.itemId, context);
  }
}

const evaluationField = { nullable: true, description: 'The evaluation as it is now.' } as const;

/** The evaluation. */
@Resolver(() => EvaluationChanged)
export class EvaluationChangedResolver {
  @DependsOn('AUDIENCE')
  @FieldResolver(() => EvaluationType, evaluationField)
  evaluation(@Root() body: EvaluationChanged, @Ctx() context: Context): Promise<EvaluationType | null> {
    return readEvaluation(body.evaluationId, context);
  }
}

/** The evaluation. */
@Resolver(() => SubmissionProgressed)
export class SubmissionProgressedResolver {
  @FieldResolver(() => EvaluationType, evaluationField)
  evaluation(@Root() body: SubmissionProgressed, @Ctx() context: Context): Promise<EvaluationType | null> {
    return readEvaluation(body.evaluationId, context);
  }
}
