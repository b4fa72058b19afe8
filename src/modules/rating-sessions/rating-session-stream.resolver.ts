import { Arg, Args, Field, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import { frameUnion } from '../../relay/frames/frames.js';
import { CursorScalar } from '../../relay/scalars.js';
import type { StreamDefinition } from '../../relay/frames/stream-definition.js';
import { StreamArguments } from '../../relay/frames/stream-arguments.js';
import { StreamSource } from '../../relay/frames/stream-source.js';
import type { StreamEngine } from '../../realtime/stream-engine.js';
import type { Context } from '../accounts/index.js';
import { readRatingSession } from './rating-session.resolver.js';
import { ratingSessionStreamKey } from './rating-session.stream.js';
import { RatingSessionType } from './rating-session.type.js';
import { ratingSessionRightEvents, readRatingSessionRight, reading } from './stream-right.js';

/** The snapshot of a session's stream. */
@ObjectType('RatingSessionSnapshot', {
  description: 'A session as it was at the cursor. It replaces what the client holds.',
  simpleResolvers: true,
})
export class RatingSessionSnapshot {
  @Field(() => CursorScalar, { description: 'Where the stream stood when the session was read.' })
  readonly cursor!: string;

  @Field(() => RatingSessionType, { description: 'The session.' })
  readonly ratingSession!: RatingSessionType;
}

const RatingSessionStreamFrame = frameUnion('RatingSessionStreamFrame', RatingSessionSnapshot);

const ratingSessionStreams: StreamDefinition<Context> = {
  key: ratingSessionStreamKey,
  rightEvents: ratingSessionRightEvents,
  readRight: readRatingSessionRight,
  readSnapshot: async (id, context, database) => ({ ratingSession: await readRatingSession(id, reading(context, database)) }),
};

type SessionArguments = StreamArguments & { readonly ratingSessionId: string };

/** Makes the class with `ratingSessionStream`, over an engine. */
export function createRatingSessionStreamResolver(engine: StreamEngine) {
  @Resolver()
  class RatingSessionStreamResolver {
    @Subscription(() => RatingSessionStreamFrame, {
      description:
        'What happens in a joint rating session: its steps, items on the floor, rounds, reveals, proposals and answers, who leads, how many are there. Nothing about a blind mark. For whoever may see the session; a rater who recuses from a council is told nothing of its items any more.',
      subscribe: ({ args, context }) => {
        const { ratingSessionId, ...stream } = args as SessionArguments;
        const id = decodeNodeIdOf('RatingSession', ratingSessionId);
        return new StreamSource(engine, ratingSessionStreams, id, context as Context, stream);
      },
    })
    ratingSessionStream(
      @Root() frame: object,
      @Arg('ratingSessionId', () => ID, { description: 'The session.' }) _ratingSessionId: string,
      @Args(() => StreamArguments) _stream: StreamArguments,
    ): object {
      return frame;
    }
  }
  return RatingSessionStreamResolver;
}
