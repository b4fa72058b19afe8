import { Args, Field, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import { CatalogueError } from '../../relay/catalogue-error.js';
import { frameUnion } from '../../relay/frames/frames.js';
import { CursorScalar } from '../../relay/scalars.js';
import type { StreamDefinition } from '../../relay/frames/stream-definition.js';
import { StreamArguments } from '../../relay/frames/stream-arguments.js';
import { StreamSource } from '../../relay/frames/stream-source.js';
import type { StreamEngine } from '../../realtime/stream-engine.js';
import { type Context, refreshViewer } from './context.js';
import { readUserRight, userRightEvents } from './stream-right.js';
import { userStreamKey } from './user.stream.js';
import { isSignedIn } from './viewer.js';
import { toViewer, ViewerType } from './viewer.type.js';

/** The snapshot of a viewer's own stream. */
@ObjectType('UserSnapshot', {
  description: 'The viewer as it was at the cursor. It replaces what the client holds.',
  simpleResolvers: true,
})
export class UserSnapshot {
  @Field(() => CursorScalar, { description: 'Where the stream stood when the viewer was read.' })
  readonly cursor!: string;

  @Field(() => ViewerType, { description: 'The viewer.' })
  readonly viewer!: ViewerType;
}

const UserStreamFrame = frameUnion('UserStreamFrame', UserSnapshot);

/** Makes the class with `userStream`, over an engine. */
export function createUserStreamResolver(engine: StreamEngine) {
  @Resolver()
  class UserStreamResolver {
    @Subscription(() => UserStreamFrame, {
      description: "The viewer's own stream: what concerns nobody else, own blind marks among it.",
      subscribe: ({ args, context }) => ownStream(engine, args as StreamArguments, context as Context),
    })
    userStream(@Root() frame: object, @Args(() => StreamArguments) _stream: StreamArguments): object {
      return frame;
    }
  }
  return UserStreamResolver;
}

const userStreams: StreamDefinition<Context> = {
  key: userStreamKey,
  isPersonal: true,
  rightEvents: userRightEvents,
  // The stream is the account's own: nobody loses it but by the end of the session.
  refusal: () => new CatalogueError('UNAUTHENTICATED', { key: 'TOKEN_NOT_GOOD' }),
  readRight: async (id, context) => (id === null ? null : readUserRight(id, context)),
  readSnapshot: async (_id, context, database) => {
    const viewer = await refreshViewer(context, database);
    return { viewer: isSignedIn(viewer) ? toViewer(viewer) : null };
  },
};

function ownStream(engine: StreamEngine, stream: StreamArguments, context: Context): StreamSource<Context> {
  const { viewer } = context;
  if (!isSignedIn(viewer)) {
    // There is no object whose existence could be told: only the public has no stream of its own.
    throw new CatalogueError('UNAUTHENTICATED');
  }
  return new StreamSource(engine, userStreams, viewer.accountId, context, stream);
}
