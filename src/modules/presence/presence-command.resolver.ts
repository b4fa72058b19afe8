import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { fault, ok, type Result } from '../../errors.js';
import { stateBytes } from '../../realtime/presence/limits.js';
import type { Presence } from '../../realtime/presence/presence.js';
import { type Context, isSignedIn, type PersonType, userErrors } from '../accounts/index.js';
import { clientState } from './client-state.js';
import { PresenceLeaveInput, PresenceLeavePayload, PresenceUpdateInput, PresenceUpdatePayload } from './presence.inputs.js';
import type { PresenceRoom } from './presence.policy.js';
import { readRoom, toPresence } from './presence.query.js';
import { PresenceType } from './presence.type.js';
import type { PresenceRooms } from './room.port.js';

/** What somebody who is present does. */
@Resolver(() => PresenceType)
export class PresenceCommandResolver {
  constructor(
    private readonly presence: Presence<PersonType>,
    private readonly rooms: PresenceRooms,
  ) {}

  @Mutation(() => PresenceUpdatePayload, {
    description:
      "Says something of the viewer's client to those who see the viewer in a stream, on all connections of the present session there. For whoever is subscribed to `presenceStream`; not for raters while marks are blind.",
  })
  async presenceUpdate(
    @Arg('input', () => PresenceUpdateInput, { description: 'What, and where.' }) { streamOf, state }: PresenceUpdateInput,
    @Ctx() context: Context,
  ): Promise<PresenceUpdatePayload> {
    const { text, isTooLong } = clientState(state);
    return this.#act(streamOf, context, async ({ stream, maySayState }, sessionId) => {
      if (isTooLong) {
        return fault('TOO_LONG', ['state'], { maximum: stateBytes });
      }
      if (text !== null && !maySayState) {
        return fault('FORBIDDEN', ['state']);
      }
      return (await this.presence.update(stream, sessionId, text)) ? ok(null) : fault('NOT_PRESENT');
    });
  }

  @Mutation(() => PresenceLeavePayload, {
    description:
      'Leaves a stream at once on all connections of the present session; without it, whoever ends the subscription is shown for three more seconds. A subscription that is still open goes on without the viewer.',
  })
  async presenceLeave(
    @Arg('input', () => PresenceLeaveInput, { description: 'Where.' }) { streamOf }: PresenceLeaveInput,
    @Ctx() context: Context,
  ): Promise<PresenceLeavePayload> {
    return this.#act(streamOf, context, async ({ stream }, sessionId) =>
      (await this.presence.leave(stream, sessionId)) ? ok(null) : fault('NOT_PRESENT'),
    );
  }

  async #act(
    streamOf: string,
    context: Context,
    act: (room: PresenceRoom, sessionId: string) => Promise<Result<null>>,
  ): Promise<PresenceUpdatePayload> {
    const { viewer } = context;
    const room = isSignedIn(viewer) ? await readRoom(this.rooms, streamOf, context) : null;
    const outcome = !isSignedIn(viewer)
      ? fault('UNAUTHENTICATED')
      : room === null
        ? fault('NOT_FOUND', ['streamOf'])
        : await act(room, viewer.sessionId);
    return outcome.ok && room
      ? { presence: toPresence(room, context), errors: [] }
      : { presence: null, errors: outcome.ok ? [] : userErrors(outcome.faults, context) };
  }
}
