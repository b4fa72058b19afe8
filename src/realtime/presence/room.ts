import { type Changes, changesBetween, type Members } from './changes.js';
import { Feed } from './feed.js';
import type { PresenceLimits } from './limits.js';
import { type Audience, audienceKey, isSeen, type Member } from './person.js';
import type { RoomLook } from './store.js';

/** What somebody who listens to a room is told. Equal audiences are given the same objects. */
export type PresenceFrame<Who> =
  | {
      readonly kind: 'Snapshot';
      readonly serverTime: Date;
      readonly people: number;
      /** Null where the number alone is told. */
      readonly members: readonly Member<Who>[] | null;
    }
  | ({ readonly kind: 'Changed'; readonly serverTime: Date; readonly people: number } & Changes<Who>);

interface View<Who> {
  readonly audience: Audience;
  readonly feeds: Set<Feed<PresenceFrame<Who>>>;
  members: Members<Who> | null;
  snapshot: Extract<PresenceFrame<Who>, { kind: 'Snapshot' }> | null;
}

const noChanges = { joined: [], left: [], changed: [] } as const;

/** One stream's room in one process: who listens, and what each audience was last told. */
export class Room<Who> {
  readonly #views = new Map<string, View<Who>>();
  #who = new Map<string, Who>();

  constructor(private readonly limits: Pick<PresenceLimits, 'listed' | 'listedAgain'>) {}

  /** Whether nobody listens. */
  get isEmpty(): boolean {
    return this.#views.size === 0;
  }

  /** The viewers whom a look has to find though their audience does not see their kind. */
  get viewers(): readonly string[] {
    return [...this.#views.values()].flatMap(({ audience }) => audience.personId ?? []);
  }

  /** Begins to tell an audience of the room; the first frame is there after the next look. */
  enter(audience: Audience): Feed<PresenceFrame<Who>> {
    const key = audienceKey(audience);
    const view = this.#views.get(key) ?? { audience, feeds: new Set(), members: null, snapshot: null };
    this.#views.set(key, view);
    const feed: Feed<PresenceFrame<Who>> = new Feed(
      () => view.snapshot,
      () => {
        view.feeds.delete(feed);
        if (view.feeds.size === 0) {
          this.#views.delete(key);
        }
      },
    );
    view.feeds.add(feed);
    return feed;
  }

  /** The accounts of those in a look of whom it is not known yet what is shown of them. */
  unknown({ people }: RoomLook): readonly string[] {
    return people.filter(({ personId }) => !this.#who.has(personId)).map(({ accountId }) => accountId);
  }

  /** Takes a look at the room and tells what has changed; `described` by account. */
  apply(look: RoomLook, serverTime: Date, described: ReadonlyMap<string, Who>): void {
    const members = look.people.flatMap((person): Member<Who>[] => {
      const who = this.#who.get(person.personId) ?? described.get(person.accountId);
      return who === undefined ? [] : [{ ...person, who }];
    });
    this.#who = new Map(members.map(({ personId, who }) => [personId, who]));
    this.#views.forEach((view) => this.#tell(view, look, members, serverTime));
  }

  #tell(view: View<Who>, look: RoomLook, all: readonly Member<Who>[], serverTime: Date): void {
    const { audience, feeds, snapshot: before } = view;
    const seen = all.filter((member) => isSeen(member, audience));
    const hidden = seen.filter(({ sight }) => sight > audience.sight).length;
    const people = [...look.counts].reduce((sum, [sight, count]) => (sight <= audience.sight ? sum + count : sum), hidden);
    const limit = before && !before.members ? this.limits.listedAgain : this.limits.listed;
    const members = audience.isNamed && people <= limit ? new Map(seen.map((member) => [member.personId, member])) : null;
    const changes = members && view.members ? changesBetween(view.members, members) : null;
    const isOtherKind = before === null || (before.members === null) !== (members === null);
    view.members = members;
    view.snapshot = { kind: 'Snapshot', serverTime, people, members: members && [...members.values()] };
    if (isOtherKind) {
      feeds.forEach((feed) => feed.beginAnew());
    } else if (changes || before.people !== people) {
      const frame = { kind: 'Changed', serverTime, people, ...(changes ?? noChanges) } as const;
      feeds.forEach((feed) => feed.offer(frame));
    }
  }
}
