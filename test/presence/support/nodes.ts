import pino from 'pino';
import type { Database } from '../../../src/database/tables.js';
import { databaseFailure } from '../../../src/database/failures.js';
import type { PresenceLimits } from '../../../src/realtime/presence/limits.js';
import { PostgresPresence } from '../../../src/realtime/presence/postgres/postgres-presence.js';
import { Presence, type PresencePorts } from '../../../src/realtime/presence/presence.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

/** What a node of a test may have otherwise. */
export interface NodeOptions extends Partial<Omit<PresencePorts<string>, 'limits'>> {
  readonly limits?: Partial<PresenceLimits>;
  readonly database?: Database;
  /** Whether it hears of the others' changes by hints; true unless given. */
  readonly hears?: boolean;
}

/** A store that can be cut off from its database, as by a network. */
export class CutStore extends PostgresPresence {
  isCut = false;

  override renew(lease: string): ReturnType<PostgresPresence['renew']> {
    return this.isCut ? Promise.reject(new Error('cut off')) : super.renew(lease);
  }

  override register(...all: Parameters<PostgresPresence['register']>): ReturnType<PostgresPresence['register']> {
    return this.isCut ? Promise.reject(new Error('cut off')) : super.register(...all);
  }
}

/** A database of its own with nodes on it that hear each other. */
export class Nodes {
  readonly #nodes = new Map<Presence<string>, boolean>();
  #streams = 0;

  private constructor(readonly test: TestDatabase) {}

  static async open(): Promise<Nodes> {
    return new Nodes(await createTestDatabase({ poolSize: 12 }));
  }

  /** Starts a node. Its name for an account is the account's id. */
  async start({ hears = true, database = this.test.database, limits = {}, ...more }: NodeOptions = {}): Promise<Presence<string>> {
    const node: Presence<string> = new Presence({
      store: new PostgresPresence(database, limits.lease),
      logger: pino({ level: 'silent' }),
      describe: async (accountIds) => new Map(accountIds.map((id) => [id, id])),
      announce: (hint) => this.#nodes.forEach((isHearing, other) => isHearing && other !== node && other.heard(hint)),
      isUnavailable: (error) => databaseFailure(error)?.kind === 'UNAVAILABLE',
      limits,
      ...more,
    });
    this.#nodes.set(node, hears);
    await node.start();
    return node;
  }

  /** A stream that no other test uses. */
  newStream(): string {
    this.#streams += 1;
    return `room:${this.#streams}`;
  }

  /** Stops all nodes. */
  async clear(): Promise<void> {
    await Promise.all([...this.#nodes.keys()].map((node) => node.stop()));
    this.#nodes.clear();
  }

  async close(): Promise<void> {
    await this.clear();
    await this.test.close();
  }
}
