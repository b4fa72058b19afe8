import { Args, Field, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import { CatalogueError } from '../../relay/catalogue-error.js';
import { frameUnion } from '../../relay/frames/frames.js';
import { CursorScalar } from '../../relay/scalars.js';
import { StreamArguments } from '../../relay/frames/stream-arguments.js';
import { StreamSource } from '../../relay/frames/stream-source.js';
import { cursorOfPosition } from '../../realtime/postgres/position.loader.js';
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
      subscribe: ({ args, context }) => frames(engine, args as StreamArguments, context as Context),
    })
    userStream(@Root() frame: object, @Args(() => StreamArguments) _stream: StreamArguments): object {
      return frame;
    }
  }
  return UserStreamResolver;
}

function frames(engine: StreamEngine, { after, onGap, types }: StreamArguments, context: Context) {
  const { viewer } = context;
  if (!isSignedIn(viewer)) {
    // There is no object whose existence could be told: only the public has no stream of its own.
    throw new CatalogueError('UNAUTHENTICATED');
  }
  const stream = userStreamKey(viewer.accountId);
  return new StreamSource(engine, context, {
    stream,
    after: after ?? null,
    onGap,
    types,
    listener: viewer.accountId,
    isPersonal: true,
    reauthoriseOn: userRightEvents,
    // The stream is the account's own: nobody loses it but by the end of the session.
    refusal: () => new CatalogueError('UNAUTHENTICATED', { key: 'TOKEN_NOT_GOOD' }),
    authorise: () => readUserRight(viewer.accountId, context),
    snapshot: async (database) => {
      const now = await refreshViewer(context, database);
      return { viewer: isSignedIn(now) ? toViewer(now) : null };
    },
    position: (database) => cursorOfPosition(database, stream),
  });
}
