import type { Member } from './person.js';

/** The people of a room, by person. */
export type Members<Who> = ReadonlyMap<string, Member<Who>>;

/** What makes one list of people out of another. */
export interface Changes<Who> {
  readonly joined: readonly Member<Who>[];
  /** Those who are no longer there, as they were. */
  readonly left: readonly Member<Who>[];
  /** Those who stayed, with another role or state. */
  readonly changed: readonly Member<Who>[];
}

/** What has changed between two moments; null when nothing has. A later time of coming is no change: nobody moved. */
export function changesBetween<Who>(before: Members<Who>, after: Members<Who>): Changes<Who> | null {
  const joined = [...after.values()].filter(({ personId }) => !before.has(personId));
  const left = [...before.values()].filter(({ personId }) => !after.has(personId));
  const changed = [...after.values()].filter((member) => {
    const known = before.get(member.personId);
    return known !== undefined && (known.role !== member.role || known.state !== member.state);
  });
  return joined.length + left.length + changed.length > 0 ? { joined, left, changed } : null;
}
