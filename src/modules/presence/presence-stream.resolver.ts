import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { Loaders } from '../../database/loaders.js';
import type { Standing } from '../../realtime/presence/attendance.js';
import { stateBytes } from '../../realtime/presence/limits.js';
import type { Presence } from '../../realtime/presence/presence.js';
import type { PresenceFrame } from '../../realtime/presence/room.js';
import { CatalogueError } from '../../relay/catalogue-error.js';
import { JsonObjectScalar } from '../../relay/scalars.js';
import { type Context, isSignedIn, type PersonType, refreshViewer } from '../accounts/index.js';
import { clientState } from './client-state.js';
import { presenceFrame, PresenceFrameUnion } from './presence-frame.type.js';
import { stateField } from './presence.inputs.js';
import { audienceOf, stampOf } from './presence.policy.js';
import { readRoom } from './presence.query.js';
import type { PresenceRooms } from './room.port.js';

interface PresenceStreamArguments {
  readonly streamOf: string;
  readonly state?: object | null;
}

/** Makes the class with `presenceStream`. */
export function createPresenceStreamResolver(presence: Presence<PersonType>, rooms: PresenceRooms) {
  @Resolver()
  class PresenceStreamResolver {
    @Subscription(() => PresenceFrameUnion, {
      description:
        'Whoever is signed in and subscribed is present in the stream, and is told who else is; the public is told how many, and is not counted. For whoever may listen to the stream. It begins with a snapshot each time, is never taken up again, and is silent while nobody comes, goes or changes.',
      subscribe: ({ args, context }) => attend(presence, rooms, args as PresenceStreamArguments, context as Context),
    })
    presenceStream(
      @Root() frame: PresenceFrame<PersonType>,
      @Arg('streamOf', () => ID, { description: 'The id of the council, rating cycle or evaluation whose stream it is.' })
      _streamOf: string,
      @Arg('state', () => JsonObjectScalar, stateField) _state: object | null,
    ): object {
      return presenceFrame(frame);
    }
  }
  return PresenceStreamResolver;
}

function attend(
  presence: Presence<PersonType>,
  rooms: PresenceRooms,
  { streamOf, state }: PresenceStreamArguments,
  context: Context,
) {
  const { text, isTooLong } = clientState(state);
  if (isTooLong) {
    throw new CatalogueError('TOO_LONG', { parameters: { maximum: stateBytes }, extensions: { path: ['state'] } });
  }
  const wasSignedIn = isSignedIn(context.viewer);
  /** The stream when it was found; an object keeps its own. */
  const find = async () => {
    const viewer = await refreshViewer(context);
    const room = await readRoom(rooms, streamOf, { ...context, loaders: new Loaders(context.database) });
    return { viewer, room };
  };
  const standing = async (): Promise<Standing | null> => {
    const { viewer, room } = await find();
    if (room && text !== null && isSignedIn(viewer) && !room.maySayState) {
      throw new CatalogueError('FORBIDDEN', { extensions: { path: ['state'] } });
    }
    return room && { stream: room.stream, audience: audienceOf(viewer, room), stamp: stampOf(viewer, room) };
  };
  return presence.attend({
    state: text,
    signal: context.signal,
    standing,
    refusal: () =>
      wasSignedIn && !isSignedIn(context.viewer)
        ? new CatalogueError('UNAUTHENTICATED', { key: 'TOKEN_NOT_GOOD' })
        : new CatalogueError('NOT_FOUND', { key: 'STREAM_NOT_FOUND' }),
  });
}
