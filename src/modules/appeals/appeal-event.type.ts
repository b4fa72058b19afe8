import { Ctx, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { registerEventBody } from '../../relay/frames/event-body.js';
import type { Context } from '../accounts/index.js';
import { readAppeal } from './appeal.resolver.js';
import { AppealType } from './appeal.type.js';

/** Body of `AppealChanged`. */
@ObjectType('AppealChanged', {
  description: "Something about an appeal has changed. Told to the council's leaders, its panel, and those who run cycles, each by their own stream.",
  simpleResolvers: true,
})
export class AppealChanged {
  readonly appealId!: string;
}

registerEventBody('AppealChanged', () => AppealChanged);

/** The appeal that has changed. */
@Resolver(() => AppealChanged)
export class AppealChangedResolver {
  @FieldResolver(() => AppealType, { nullable: true, description: 'The appeal as it is now; null for whoever may not see it any more.' })
  appeal(@Root() body: AppealChanged, @Ctx() context: Context): Promise<AppealType | null> {
    return readAppeal(body.appealId, context);
  }
}
