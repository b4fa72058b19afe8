import { Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { DependsOn } from '../../relay/depends-on.js';
import { registerEventBody } from '../../relay/frames/event-body.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import type { Context } from '../accounts/index.js';
import { facilitationCauseEnum, type FacilitationCause } from '../facilitation/index.js';
import { readRatingSession } from './rating-session.resolver.js';
import { RatingSessionType } from './rating-session.type.js';
import { readSessionItem } from './session-item.resolver.js';
import { RatingSessionItemType } from './session-item.type.js';

/** Body of `RatingSessionChanged`. */
@ObjectType('RatingSessionChanged', { description: 'Something about a session as a whole has changed.', simpleResolvers: true })
export class RatingSessionChanged {
  @Field(() => String, {
    description: 'What: SCHEDULED, OPENED, SUSPENDED, RESUMED, CLOSED, SIGNED, ABORTED by its path; SIGNATURE: somebody has signed or refused; ABORT_ASKED: one of two asks to give it up; RATER_RECUSED: a rater has left, and counts in no quorum any more. More may be added.',
  })
  readonly change!: string;

  readonly sessionId!: string;
}

/** Body of `RatingSessionItemChanged` and of `RoundProgressed`. */
@ObjectType('RatingSessionItemChanged', {
  description: 'Something about an item of a session has changed. Which one, and what, is told to those alone who may see it.',
  simpleResolvers: true,
})
export class RatingSessionItemChanged {
  readonly change!: string;

  readonly sessionItemId!: string;
}

/** Body of `FacilitationChanged`. */
@ObjectType('FacilitationChanged', { description: 'Somebody else leads.', simpleResolvers: true })
export class FacilitationChanged {
  @Field(() => ID, { description: 'What is led, for `node`.' })
  readonly id!: string;

  @Field(() => Int, { description: 'The new number of the lead.' })
  readonly term!: number;

  @Field(() => facilitationCauseEnum, { description: 'Why.' })
  readonly cause!: FacilitationCause;
}

/** Body of `AttendanceChanged`. */
@ObjectType('AttendanceChanged', { description: 'Somebody has come or gone.', simpleResolvers: true })
export class AttendanceChanged {
  @Field(() => ID, { description: 'Where, for `node`.' })
  readonly id!: string;
}

registerEventBody('RatingSessionChanged', () => RatingSessionChanged);
registerEventBody('RatingSessionItemChanged', () => RatingSessionItemChanged);
registerEventBody('RoundProgressed', () => RatingSessionItemChanged);
registerEventBody('FacilitationChanged', () => FacilitationChanged);
registerEventBody('AttendanceChanged', () => AttendanceChanged);

const sessionField = { nullable: true, description: 'The session as it is now.' } as const;

/** The session that has changed. */
@Resolver(() => RatingSessionChanged)
export class RatingSessionChangedResolver {
  @DependsOn('AUDIENCE')
  @FieldResolver(() => RatingSessionType, sessionField)
  ratingSession(@Root() body: RatingSessionChanged, @Ctx() context: Context): Promise<RatingSessionType | null> {
    return readRatingSession(body.sessionId, context);
  }
}

/** The session in which somebody has come or gone. */
@Resolver(() => AttendanceChanged)
export class AttendanceChangedResolver {
  @DependsOn('AUDIENCE')
  @FieldResolver(() => RatingSessionType, sessionField)
  ratingSession(@Root() body: AttendanceChanged, @Ctx() context: Context): Promise<RatingSessionType | null> {
    return readRatingSession(decodeNodeIdOf('RatingSession', body.id), context);
  }
}

/** The item that has changed, for those who may see it. */
@Resolver(() => RatingSessionItemChanged)
export class RatingSessionItemChangedResolver {
  @DependsOn('AUDIENCE')
  @FieldResolver(() => RatingSessionItemType, { nullable: true, description: 'The item as it is now; null for whoever may not see it.' })
  ratingSessionItem(@Root() body: RatingSessionItemChanged, @Ctx() context: Context): Promise<RatingSessionItemType | null> {
    return readSessionItem(body.sessionItemId, context);
  }

  @DependsOn('AUDIENCE')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'What: a step of its path by its action (see RatingSessionItemState), or activate, vote, dissent, askReopening, progress. Null for whoever may not see the item. More may be added.',
  })
  async itemChange(@Root() body: RatingSessionItemChanged, @Ctx() context: Context): Promise<string | null> {
    return (await readSessionItem(body.sessionItemId, context)) && body.change;
  }
}
