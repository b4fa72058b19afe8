import type { PresentPerson, Sight } from '../../../src/realtime/presence/person.js';
import type {
  LeaseAnswer,
  PresenceStore,
  PresentConnection,
  RoomLook,
  RoomsLook,
  SessionConnection,
  StateUpdate,
} from '../../../src/realtime/presence/store.js';

interface Row {
  readonly connection: PresentConnection;
  readonly lease: string;
  readonly joinedAt: Date;
  readonly changed: number;
}

/** The tables as a model. Its clock is the database's own; each node reaches it unless it is cut off. */
export class ModelTables {
  readonly #leases = new Map<string, number>();
  readonly #marks = new Set<string>();
  readonly #rows = new Map<string, Row>();
  #changes = 0;

  constructor(
    private readonly now: () => number,
    private readonly lease: number,
  ) {}

  /** Loses what is not logged, as a crash does. */
  crash(): void {
    this.#marks.clear();
    this.#rows.clear();
  }

  /** The tables as one node reaches them. */
  door(isCut: () => boolean): PresenceStore {
    const reached = async <T>(work: () => T): Promise<T> => {
      if (isCut()) {
        throw new Error('cut off');
      }
      return work();
    };
    return {
      register: (lease, before, connections) => reached(() => this.#register(lease, before, connections)),
      renew: (lease) => reached(() => this.#renew(lease)),
      release: (lease, milliseconds) => reached(() => void this.#leases.set(lease, this.now() + milliseconds)),
      sweep: () => reached(() => this.#sweep()),
      write: (lease, came, left) => reached(() => this.#write(lease, came, left)),
      setStates: (updates) => reached(() => this.#setStates(updates)),
      leave: (stream, sessionId) => reached(() => this.#leave(stream, sessionId)),
      look: (streams, listed, personIds) => reached(() => this.#look(streams, listed, personIds)),
    };
  }

  #isAlive(lease: string): boolean {
    return (this.#leases.get(lease) ?? -Infinity) > this.now();
  }

  #put(lease: string, connections: readonly PresentConnection[]): Map<string, Date> {
    const joined = new Map<string, Date>();
    for (const connection of connections) {
      const known = this.#rows.get(connection.id);
      const first = [...this.#rows.values()].find(
        (row) =>
          this.#isAlive(row.lease) &&
          row.connection.stream === connection.stream &&
          row.connection.stamp.personId === connection.stamp.personId,
      );
      const joinedAt = known?.joinedAt ?? connection.joinedAt ?? first?.joinedAt ?? new Date(this.now());
      const state = known ? known.connection.state : connection.state;
      this.#changes += 1;
      this.#rows.set(connection.id, { connection: { ...connection, state }, lease, joinedAt, changed: known?.changed ?? this.#changes });
      joined.set(connection.id, joinedAt);
    }
    return joined;
  }

  #register(lease: string, before: string | null, connections: readonly PresentConnection[]): ReadonlyMap<string, Date> {
    this.#leases.delete(before ?? '');
    this.#leases.set(lease, this.now() + this.lease);
    this.#marks.add(lease);
    return this.#put(lease, connections);
  }

  #renew(lease: string): LeaseAnswer {
    const isAlive = this.#isAlive(lease);
    if (isAlive) {
      this.#leases.set(lease, this.now() + this.lease);
    }
    const others = [...this.#leases].filter(([id]) => id !== lease && this.#isAlive(id));
    return { isAlive, isKept: this.#marks.has(lease), others: new Map(others.map(([id, until]) => [id, until - this.now()])) };
  }

  #sweep(): void {
    [...this.#rows].forEach(([id, { lease }]) => this.#isAlive(lease) || this.#rows.delete(id));
    [...this.#marks].forEach((lease) => this.#isAlive(lease) || this.#marks.delete(lease));
  }

  #write(
    lease: string,
    came: readonly PresentConnection[],
    left: readonly Pick<PresentConnection, 'id' | 'stream'>[],
  ): ReadonlyMap<string, Date> {
    left.forEach(({ id }) => this.#rows.delete(id));
    return this.#isAlive(lease) ? this.#put(lease, came) : new Map();
  }

  #setStates(updates: readonly StateUpdate[]): readonly SessionConnection[] {
    return updates.flatMap(({ stream, sessionId, state }) =>
      [...this.#rows.values()]
        .filter(({ connection, lease }) => connection.stream === stream && connection.stamp.sessionId === sessionId && this.#isAlive(lease))
        .map((row) => {
          this.#changes += 1;
          const connection = { ...row.connection, state };
          this.#rows.set(connection.id, { ...row, connection, changed: this.#changes });
          return { stream, sessionId, connectionId: connection.id };
        }),
    );
  }

  #leave(stream: string, sessionId: string): number {
    const leaving = [...this.#rows].filter(
      ([, { connection }]) => connection.stream === stream && connection.stamp.sessionId === sessionId,
    );
    leaving.forEach(([id]) => this.#rows.delete(id));
    return leaving.length;
  }

  #look(streams: readonly string[], listed: number, personIds: readonly string[]): RoomsLook {
    const isSettled = [...this.#leases.keys()].every((lease) => !this.#isAlive(lease) || this.#marks.has(lease));
    const rooms = streams.map((stream) => [stream, this.#lookAt(stream, listed, personIds)] as const);
    return { at: new Date(this.now()), isSettled, rooms: new Map(rooms) };
  }

  #lookAt(stream: string, listed: number, personIds: readonly string[]): RoomLook {
    const rows = [...this.#rows.values()]
      .filter(({ connection, lease }) => connection.stream === stream && this.#isAlive(lease))
      .toSorted((one, other) => Number(one.connection.state === null) - Number(other.connection.state === null) || other.changed - one.changed);
    const byPerson = Map.groupBy(rows, ({ connection }) => connection.stamp.personId);
    const people = [...byPerson.values()].map((of): PresentPerson => {
      const [first] = of as [Row];
      const { stamp, state } = first.connection;
      return { ...stamp, state, joinedAt: new Date(Math.min(...of.map(({ joinedAt }) => joinedAt.getTime()))) };
    });
    const counts = new Map<Sight, number>();
    people.forEach(({ sight }) => counts.set(sight, (counts.get(sight) ?? 0) + 1));
    const upTo = (sight: Sight) => people.filter((other) => other.sight <= sight).length;
    return { counts, people: people.filter(({ sight, personId }) => upTo(sight) <= listed || personIds.includes(personId)) };
  }
}
