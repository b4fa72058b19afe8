import { sql } from 'kysely';
import type { BenchDatabase } from '../contestants/bench-database.js';
import { type KengashNode, listeningTo } from '../contestants/kengash.js';
import type { Load } from '../load/load.js';
import { faultsOf } from './fan-out.js';

/** What the return of a crowd takes. */
export interface ResumeResult {
  /** Milliseconds from the first connection until the last client has all that it missed. */
  readonly allLive: number;
  /** Statements that read the log meanwhile. */
  readonly logReads: number;
  /** Statements of any kind meanwhile. */
  readonly statements: number;
  readonly faults: readonly string[];
}

/** How many come back, and how many events each of them has missed. */
const crowd = { clients: 1_000, missed: 100 } as const;

/** Milliseconds in which all have to be back. */
const patience = 60_000;

/** Lets clients come back all at once, each with the cursor that it held when it left. */
export async function measureResume(database: BenchDatabase, node: KengashNode, load: Load): Promise<ResumeResult> {
  const [council] = await database.councils(1);
  if (!council) {
    throw new Error('There is no council');
  }
  const head = await database.head(council.id);
  const after = await node.position(council.id);
  const writer = await node.writer(council);
  for (let nth = 0; nth < crowd.missed; nth += 1) {
    await writer.write();
  }
  await sql`select pg_stat_statements_reset()`.execute(database.database);
  const group = { name: 'resumed', count: crowd.clients, address: node.address, dialect: listeningTo(council.id, { after }) };
  const { startedAt } = await load.order({ do: 'connect', groups: [{ ...group, first: head + 1 }], atOnce: 200 });
  const finished = await load.order({ do: 'finish', last: [head + crowd.missed], within: patience });
  const { logReads, statements } = await countStatements(database);
  await load.order({ do: 'disconnect' });
  const last = finished.groups.flatMap(({ events }) => [...(events.at(-1)?.times ?? [])]);
  return { allLive: Math.max(...last) - startedAt, logReads, statements, faults: faultsOf(finished) };
}

/** What was asked of PostgreSQL since the counters were reset. */
async function countStatements({ database }: BenchDatabase): Promise<{ readonly logReads: number; readonly statements: number }> {
  const { rows } = await sql<{ log_reads: number; statements: number }>`
    select coalesce(sum(calls) filter (where query ~ 'from "?rt_event'), 0)::int as log_reads, sum(calls)::int as statements
    from pg_stat_statements where query !~ 'pg_stat_statements'`.execute(database);
  const [row] = rows;
  return { logReads: row?.log_reads ?? 0, statements: row?.statements ?? 0 };
}
