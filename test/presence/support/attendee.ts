import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Audience, Member, Stamp } from '../../../src/realtime/presence/person.js';
import type { Standing } from '../../../src/realtime/presence/attendance.js';
import type { Presence } from '../../../src/realtime/presence/presence.js';
import type { PresenceFrame } from '../../../src/realtime/presence/room.js';

/** Sees everybody by name. */
export const everybody: Audience = { sight: 2, isNamed: true, personId: null };

/** Somebody new, or the one given. */
export function person(more: Partial<Stamp> = {}): Stamp {
  return { accountId: randomUUID(), personId: randomUUID(), sessionId: randomUUID(), sight: 1, role: 'RATER', ...more };
}

/** What an attendee may be told. */
export interface AttendeeOptions {
  readonly state?: string | null;
  readonly audience?: Audience;
  /** What the viewer is there, asked each time. */
  readonly standing?: () => Promise<Standing | null>;
  /** Waits after each frame. */
  readonly afterFrame?: () => Promise<void>;
}

/** Somebody in a stream who folds the frames, and finds it wrong when one does not fit what the others said. */
export class Attendee {
  readonly frames: PresenceFrame<string>[] = [];
  readonly wrong: string[] = [];
  /** Those who are there, by person; null where the number alone is told. */
  members: Map<string, Member<string>> | null = null;
  people = 0;
  readonly ended: Promise<unknown>;
  readonly #iterator: AsyncIterableIterator<PresenceFrame<string>, void, undefined>;

  constructor(node: Presence<string>, stream: string, stamp: Stamp | null, options: AttendeeOptions = {}) {
    const { state = null, audience = everybody, afterFrame = async () => undefined } = options;
    this.#iterator = node.attend({
      state,
      signal: new AbortController().signal,
      standing: options.standing ?? (async () => ({ stream, audience, stamp })),
      refusal: () => new Error('refused'),
    });
    this.ended = this.#pull(afterFrame).catch((error: unknown) => error);
  }

  /** The persons who are there, in a fixed order. */
  get persons(): readonly string[] {
    return [...(this.members?.keys() ?? [])].toSorted();
  }

  /** Waits until a condition holds. Throws after twenty seconds. */
  async until(condition: (attendee: this) => boolean, patience = 20_000): Promise<void> {
    const deadline = Date.now() + patience;
    while (!condition(this)) {
      if (Date.now() > deadline) {
        throw new Error(`not reached; it was told ${JSON.stringify(this.frames).slice(-2_000)}`);
      }
      await sleep(5);
    }
  }

  /** Waits until exactly these people are seen. */
  untilSees(...stamps: readonly Stamp[]): Promise<void> {
    const wanted = stamps.map(({ personId }) => personId).toSorted();
    return this.until(({ persons }) => persons.join() === wanted.join());
  }

  /** Leaves, as a closed socket does. */
  leave(): void {
    void this.#iterator.return?.();
  }

  async #pull(afterFrame: () => Promise<void>): Promise<void> {
    for await (const frame of this.#iterator) {
      this.frames.push(frame);
      this.#fold(frame);
      await afterFrame();
    }
  }

  #fold(frame: PresenceFrame<string>): void {
    this.people = frame.people;
    if (frame.kind === 'Snapshot') {
      this.members = frame.members && new Map(frame.members.map((member) => [member.personId, member]));
      if (frame.members && this.members?.size !== frame.members.length) {
        this.wrong.push('somebody is in a snapshot twice');
      }
    } else {
      frame.joined.forEach((member) => {
        this.#expect(!this.members?.has(member.personId), 'somebody joined who was there');
        this.members?.set(member.personId, member);
      });
      frame.left.forEach(({ personId }) => this.#expect(this.members?.delete(personId) ?? false, 'somebody left who was not there'));
      frame.changed.forEach((member) => {
        this.#expect(this.members?.has(member.personId) ?? false, 'somebody changed who was not there');
        this.members?.set(member.personId, member);
      });
    }
    this.#expect(this.members === null || this.members.size === frame.people, 'the number is not that of the people');
  }

  #expect(isTrue: boolean, otherwise: string): void {
    if (!isTrue) {
      this.wrong.push(otherwise);
    }
  }
}

/** Somebody comes to a stream. */
export function come(...[node, stream, stamp, options]: ConstructorParameters<typeof Attendee>): Attendee {
  return new Attendee(node, stream, stamp, options);
}
