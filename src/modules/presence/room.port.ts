import type { Context } from '../accounts/index.js';
import type { PresenceRoom } from './presence.policy.js';

/** Asked of the module that owns a stream: the stream of an object, or null where the viewer may not listen to it. */
export type ReadRoom = (id: string, context: Context) => Promise<PresenceRoom | null>;

/** Who is asked, by the type of the object that a node id names. */
export type PresenceRooms = Readonly<Record<string, ReadRoom>>;
