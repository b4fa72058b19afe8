import { setTimeout as sleep } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { TestClient } from '../../support/client.js';

/** Somebody present, as a client is told. */
export interface ToldMember {
  readonly person: { readonly id: string; readonly fullName: string };
  readonly role: string;
  readonly state: object | null;
  readonly joinedAt: string;
  readonly account: { readonly id: string } | null;
}

/** A frame of `presenceStream`. */
export interface ToldPresence {
  readonly __typename: string;
  readonly people: number;
  readonly members?: readonly ToldMember[] | null;
  readonly joined?: readonly ToldMember[];
  readonly left?: readonly string[];
  readonly changed?: readonly ToldMember[];
}

const member = '{ person { id fullName } role state joinedAt account { id } }';

/** Asks for all of a stream's presence. */
export const presenceStream = `subscription ($streamOf: ID!, $state: JSONObject) {
  stream: presenceStream(streamOf: $streamOf, state: $state) {
    __typename
    ... on PresenceSnapshot { people members ${member} }
    ... on PresenceChanged { people joined ${member} left changed ${member} }
  }
}`;

/** Somebody who listens to who is present, over a socket of its own. */
export class PresenceReader {
  readonly frames: ToldPresence[] = [];
  /** The code of the error by which it ended; null when it just ended. */
  readonly ended: Promise<string | null>;
  /** Those who are there, by the id of the person; null where the number alone is told. */
  members: Map<string, ToldMember> | null = null;
  #socket: WebSocket | null = null;
  readonly #client;

  constructor(client: TestClient, streamOf: string, state: object | null = null) {
    this.#client = client.socket({ onSocket: (socket) => (this.#socket = socket) });
    const { promise, resolve } = Promise.withResolvers<string | null>();
    this.ended = promise;
    this.#client.subscribe<{ stream: ToldPresence }>(
      { query: presenceStream, variables: { streamOf, state } },
      {
        next: ({ data, errors }) => {
          if (errors) {
            resolve(String(errors[0]?.extensions?.code));
          } else if (data) {
            this.frames.push(data.stream);
            this.#fold(data.stream);
          }
        },
        error: (error) => {
          const [first] = Array.isArray(error) ? (error as { extensions?: { code?: unknown } }[]) : [];
          resolve(first ? String(first.extensions?.code) : `closed with ${(error as { code?: number }).code}`);
        },
        complete: () => resolve(null),
      },
    );
  }

  /** How many people it was last told. */
  get people(): number | undefined {
    return this.frames.at(-1)?.people;
  }

  /** The roles of those who are there, in alphabetical order. */
  get roles(): readonly string[] {
    return [...(this.members?.values() ?? [])].map(({ role }) => role).toSorted();
  }

  /** Waits until a condition holds. Throws after twenty seconds. */
  async until(condition: (reader: this) => boolean, patience = 20_000): Promise<void> {
    const deadline = Date.now() + patience;
    while (!condition(this)) {
      if (Date.now() > deadline) {
        throw new Error(`not reached; it was told ${JSON.stringify(this.frames).slice(-1_500)}`);
      }
      await sleep(5);
    }
  }

  /** Cuts the socket, as a network does. */
  cut(): void {
    this.#socket?.terminate();
    void Promise.resolve(this.#client.dispose()).catch(() => undefined);
  }

  /** Leaves properly. */
  async leave(): Promise<void> {
    await this.#client.dispose();
  }

  #fold({ members, joined = [], left = [], changed = [] }: ToldPresence): void {
    if (members !== undefined) {
      this.members = members && new Map(members.map((one) => [one.person.id, one]));
    }
    left.forEach((id) => this.members?.delete(id));
    [...joined, ...changed].forEach((one) => this.members?.set(one.person.id, one));
  }
}
