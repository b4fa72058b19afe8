import { Field, ObjectType } from 'type-graphql';
import { Permission } from '../../relay/viewer-permission.js';
import { ratingCycleStateEnum } from './cycle.type.js';
import type { RatingCycleState } from './rating-cycle.entity.js';

/** A step that leads on from where a cycle stands. */
@ObjectType('RatingCycleStep', {
  description: 'A step that leads on from where a cycle stands, by the path at RatingCycleState.',
  simpleResolvers: true,
})
export class RatingCycleStepType {
  @Field(() => ratingCycleStateEnum, { description: 'The state that it leads to.' })
  readonly to!: RatingCycleState;

  @Field(() => Permission, {
    description:
      'Whether the viewer may take it by `ratingCycleAdvance`, by office and seat. What else has to hold, such as the number of raters and marks, days that have to pass, or that somebody else took the step before, is looked at when it is taken.',
  })
  readonly viewerCanTake!: Permission;
}
