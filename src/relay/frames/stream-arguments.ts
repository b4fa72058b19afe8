import { ArgsType, Field } from 'type-graphql';
import { describedEnum } from '../described-enum.js';
import { CursorScalar } from '../scalars.js';

/** What to do where a gap cannot be closed. */
export const onGapEnum = describedEnum('OnGap', 'What a stream does when it cannot be continued from the cursor without a gap.', {
  SNAPSHOT: 'Tell so by a Reset and begin anew with a snapshot.',
  ERROR: 'Tell so by a Reset and end with UNRECOVERABLE_POSITION.',
});

/** The arguments that every stream has. */
@ArgsType()
export class StreamArguments {
  @Field(() => CursorScalar, {
    nullable: true,
    description: 'The cursor of the last frame that was applied. The stream goes on from there; without it, it begins anew.',
  })
  readonly after?: string | null;

  @Field(() => onGapEnum, { defaultValue: 'SNAPSHOT', description: 'What to do where the gap cannot be closed.' })
  readonly onGap!: keyof typeof onGapEnum;

  @Field(() => [String], {
    nullable: true,
    description:
      'The types of events to be told, such as CouncilUpdated; all without it. A cursor goes on under the same types only, or from a position.',
  })
  readonly types?: readonly string[] | null;
}
