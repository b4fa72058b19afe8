import { sql } from 'kysely';
import {
  completeSubtrees,
  newNodes,
  nodeReader,
  type NodeCoordinate,
  rootFrom,
  type TreeNode,
} from '../ledger/merkle/index.js';
import { chainLink, entryLeafHash, firstLink, type LogEntry, shownEntry } from '../ledger/log-entry.js';
import { formatCheckpoint, type NoteSigner, signNote } from '../ledger/note/index.js';
import { type Clock, systemClock } from '../realtime/clock.js';
import type { Database } from './tables.js';

/** What a sequencer is given. */
export interface SequencerPorts {
  readonly database: Database;
  /** Whose name and key checkpoints are signed with. */
  readonly signer: NoteSigner;
  readonly log: { warn(details: object, message: string): void; error(details: object, message: string): void };
  readonly clock?: Clock;
}

/** The number of the lock of whoever chains: the first bytes of "ledg". */
const sequencerLock = 0x6c65_6467;

/** Milliseconds: after a commit, so that what comes together is chained together; and between two looks without one. */
const waits = { after: 200, between: 2_000 } as const;

/** Milliseconds between two looks for entries that nobody waits for: each reads the whole ledger. */
const lostEvery = 3_600_000;

/** Entries of one batch. */
const batchSize = 1_000;

/**
 * Chains the entries of the ledger: gives each its place, adds it to the Merkle tree, and signs a checkpoint for each
 * batch. Each node has one, and one of them works at a time; every batch is one transaction, so a sequencer may be killed
 * anywhere. Entries are written without it, and never wait for it.
 */
export class LedgerSequencer {
  readonly #clock: Clock;
  #cancel: (() => void) | null = null;
  #working: Promise<void> | null = null;
  #isStopped = false;
  #isAwake = false;
  #soughtAt: number | null = null;

  constructor(private readonly ports: SequencerPorts) {
    this.#clock = ports.clock ?? systemClock;
  }

  /** Begins to look for entries. */
  start(): void {
    this.#schedule(waits.between);
  }

  /** Told that entries were committed. */
  wake(): void {
    if (!this.#isAwake && !this.#isStopped) {
      this.#isAwake = true;
      this.#schedule(waits.after);
    }
  }

  /** Ends; resolves when nothing is on its way any more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel?.();
    await this.#working;
  }

  /** Chains all entries that wait, unless another node does. Throws what the database says. */
  async run(): Promise<void> {
    await this.#chain();
    if (await this.#hasFoundLost()) {
      await this.#chain();
    }
  }

  async #chain(): Promise<void> {
    while (!this.#isStopped && (await this.#batch()) === batchSize) {
      // There may be more.
    }
  }

  /**
   * Lets entries wait again that have no place and wait for none: at the start, and now and then. The database lets no
   * hand take away what waits; where somebody has got past its guards, the entry is chained all the same, and late.
   */
  async #hasFoundLost(): Promise<boolean> {
    const now = this.#clock.now();
    if (this.#isStopped || (this.#soughtAt !== null && now - this.#soughtAt < lostEvery)) {
      return false;
    }
    const { database, log } = this.ports;
    const found = await database.transaction().execute(async (transaction) =>
      // Where another node works it has looked.
      (await takesTurn(transaction)) ? queueLost(transaction) : [],
    );
    this.#soughtAt = now;
    if (found.length > 0) {
      log.error({ entries: found }, 'entries of the ledger did not wait for their place any more, and wait again');
    }
    return found.length > 0;
  }

  async #batch(): Promise<number> {
    const { database, signer } = this.ports;
    return database.transaction().execute(async (transaction) => {
      const entries = (await takesTurn(transaction)) ? await pendingEntries(transaction) : [];
      if (entries.length === 0) {
        return 0;
      }
      const { size, link } = await readTail(transaction);
      const hashes = entries.map((entry) => entryLeafHash(shownEntry(entry)));
      const known = await readNodes(transaction, completeSubtrees(size));
      const added = newNodes(size, hashes, nodeReader(known));
      const newSize = size + hashes.length;
      const root = rootFrom(newSize, nodeReader([...known, ...added]));
      let previous = link;
      const leaves = entries.map(({ id }, at) => {
        const leaf = hashes[at] ?? '';
        previous = chainLink(previous, leaf);
        return { sequence: size + at, entry_id: id, leaf_hash: leaf, chain_hash: previous };
      });
      await transaction.insertInto('ledger_leaf').values(leaves).execute();
      for (let at = 0; at < added.length; at += batchSize) {
        const nodes = added.slice(at, at + batchSize).map(({ level, index, hash }) => ({ level, node_index: index, hash }));
        await transaction.insertInto('ledger_node').values(nodes).execute();
      }
      await transaction.deleteFrom('ledger_pending').where('entry_id', 'in', entries.map(({ id }) => id)).execute();
      const note = signNote(formatCheckpoint({ origin: signer.name, size: newSize, root }), signer);
      await sql`insert into ledger_checkpoint (size, root, note) values (${newSize}, ${root}, ${note})`.execute(transaction);
      return entries.length;
    });
  }

  #schedule(milliseconds: number): void {
    if (this.#isStopped || this.#working) {
      return;
    }
    this.#cancel?.();
    this.#cancel = this.#clock.after(milliseconds, () => {
      this.#isAwake = false;
      this.#working = this.run()
        .catch((error: unknown) => this.ports.log.warn({ err: error }, 'entries of the ledger could not be chained'))
        .finally(() => {
          this.#working = null;
          this.#schedule(this.#isAwake ? waits.after : waits.between);
        });
    });
  }
}

/** Whether this node is the one that works, to the end of the transaction. */
async function takesTurn(database: Database): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(${sequencerLock}::bigint) as held`.execute(database);
  return rows[0]?.held ?? false;
}

/** Lets entries wait that have no place and do not wait. Answers which. */
async function queueLost(database: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ entry_id: string }>`
    insert into ledger_pending (entry_id)
    select e.id from ledger_entry e
    where not exists (select 1 from ledger_leaf l where l.entry_id = e.id)
      and not exists (select 1 from ledger_pending p where p.entry_id = e.id)
    order by e.created_at, e.id
    returning entry_id`.execute(database);
  return rows.map(({ entry_id: id }) => id);
}

/** The entries that wait, in their order. */
async function pendingEntries(database: Database): Promise<readonly LogEntry[]> {
  const { rows } = await sql<LogEntry>`
    select e.id, ${entryTime} as at, e.action, e.actor_id as actor, e.subject_type as "subjectType",
      e.subject_id as "subjectId", e.body, e.salt
    from ledger_pending p join ledger_entry e on e.id = p.entry_id
    order by p.position limit ${batchSize}`.execute(database);
  return rows;
}

/** The time of an entry as its head is hashed over it. */
export const entryTime = sql<string>`to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

async function readTail(database: Database): Promise<{ readonly size: number; readonly link: string }> {
  const last = await database
    .selectFrom('ledger_leaf')
    .select(['sequence', 'chain_hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ? { size: last.sequence + 1, link: last.chain_hash } : { size: 0, link: firstLink };
}

/** The nodes at some places of the tree, in one read. */
export async function readNodes(database: Database, places: readonly NodeCoordinate[]): Promise<readonly TreeNode[]> {
  if (places.length === 0) {
    return [];
  }
  const { rows } = await sql<{ level: number; index: number; hash: string }>`
    select n.level, n.node_index as index, n.hash
    from ledger_node n
    join unnest(${places.map(({ level }) => level)}::int[], ${places.map(({ index }) => index)}::int[]) as p(level, node_index)
      on p.level = n.level and p.node_index = n.node_index`.execute(database);
  return rows;
}
