import type { StoredEvent } from '../event.js';
import type { Hub } from '../hub.js';
import type { RightNow } from '../listener.js';
import type { Member } from './member.js';

/** Rights that are looked at anew at the same time; more would take all connections from everybody else. */
const atOnce = 16;

/** What a look at the rights of a group has changed. */
export type Changed<Payload> = ReadonlyMap<Member<Payload>, Exclude<RightNow, 'SAME'>>;

/**
 * Looks at the rights of all members at once: one statement reads the access versions of their accounts, and only
 * those whose right can have changed are authorised anew. The public has one right, looked at once.
 */
export async function checkRights<Payload>(
  hub: Hub,
  members: ReadonlySet<Member<Payload>>,
  events: readonly StoredEvent[],
  signal: AbortSignal,
): Promise<Changed<Payload>> {
  const accounts = new Set<string>();
  for (const { listener } of members) {
    if (listener.account !== null) {
      accounts.add(listener.account);
    }
  }
  const versions = accounts.size > 0 ? await hub.accessVersions([...accounts], signal) : new Map<string, string>();
  const changed = new Map<Member<Payload>, Exclude<RightNow, 'SAME'>>();
  const note = (member: Member<Payload>, right: RightNow): void => {
    if (right !== 'SAME') {
      changed.set(member, right);
    }
  };
  const touched: { readonly member: Member<Payload>; readonly version: string | undefined }[] = [];
  const ofPublic: Member<Payload>[] = [];
  for (const member of members) {
    const { account } = member.listener;
    const version = account === null ? undefined : versions.get(account);
    if (member.listener.mayHaveChanged(events, version)) {
      if (account === null) {
        ofPublic.push(member);
      } else {
        touched.push({ member, version });
      }
    }
  }
  const [first, ...others] = ofPublic;
  if (first) {
    const right = await first.listener.renewAt(undefined, signal);
    note(first, right);
    others.forEach((member) => note(member, right === 'ENDED' ? right : member.listener.adopt(first.listener.right)));
  }
  for (let from = 0; from < touched.length; from += atOnce) {
    await Promise.all(
      touched
        .slice(from, from + atOnce)
        .map(async ({ member, version }) => note(member, await member.listener.renewAt(version, signal))),
    );
  }
  return changed;
}
