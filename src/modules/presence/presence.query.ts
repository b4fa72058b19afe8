import { sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import type { Audience } from '../../realtime/presence/person.js';
import { peopleSeen } from '../../realtime/presence/postgres/people-seen.js';
import { defineOrdering } from '../../relay/connections/ordering.js';
import { decodeNodeId } from '../../relay/nodes/node-id.js';
import type { Context } from '../accounts/index.js';
import { audienceOf, type PresenceRoom } from './presence.policy.js';
import type { PresenceType } from './presence.type.js';
import type { PresenceRooms } from './room.port.js';

/** People in the order in which they came. */
export const presenceOrdering = defineOrdering([
  { column: 'present.joined_at', type: 'timestamptz', direction: 'asc' },
  { column: 'present.person_id', type: 'uuid', direction: 'asc' },
]);

/** The room of the object that a node id names; null where there is none, or none that the viewer may listen to. */
export async function readRoom(rooms: PresenceRooms, nodeId: string, context: Context): Promise<PresenceRoom | null> {
  const node = decodeNodeId(nodeId);
  const read = node && Object.hasOwn(rooms, node.type) ? rooms[node.type] : undefined;
  return node && read ? read(node.id, context) : null;
}

/** The people of a room as the schema shows them to a viewer; nothing is read before it is asked for. */
export function toPresence(room: PresenceRoom, { viewer, database }: Context): PresenceType {
  const { stream } = room;
  const audience = audienceOf(viewer, room);
  let counted: ReturnType<PresenceType['counts']> | undefined;
  return { stream, audience, counts: () => (counted ??= count(database, stream, audience)) };
}

async function count(database: Database, stream: string, audience: Audience) {
  const row = await peopleSeen(database, stream, audience)
    .select([sql<string>`count(*)`.as('people'), sql<string>`coalesce(sum(present.connections), 0)`.as('connections')])
    .executeTakeFirst();
  return { people: Number(row?.people ?? 0), connections: Number(row?.connections ?? 0) };
}
