import type { Context, CouncilRole } from '../accounts/index.js';
import type { PresenceRoom } from '../presence/index.js';
import { councilById } from './council.loader.js';
import { councilStreamKey } from './council.stream.js';

const inOrder: readonly CouncilRole[] = ['CHAIR', 'SECRETARY', 'MEMBER'];

/** The first of the roles that somebody holds in a council; null for none. */
export function firstRole(roles: Iterable<CouncilRole>): CouncilRole | null {
  const held = new Set(roles);
  return inOrder.find((role) => held.has(role)) ?? null;
}

/** The stream of a council, to which everyone may listen. */
export async function councilRoom(id: string, { viewer, loaders }: Context): Promise<PresenceRoom | null> {
  const row = await loaders.of(councilById).load(id);
  return (
    row && {
      stream: councilStreamKey(row.id),
      seat: firstRole(viewer.councils.get(row.id) ?? []),
      isRater: false,
      maySayState: true,
    }
  );
}
