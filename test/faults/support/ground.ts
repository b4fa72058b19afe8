import { seedPeople } from '../../../src/cli/demonstration/people.js';
import type { DatabaseConnection } from '../../../src/database/orm.js';
import type { Database } from '../../../src/database/tables.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import type { Crowd } from './crowd.js';
import { expectSensitive, expectSound, type Findings } from './checker.js';
import type { DrillContext } from './drill.js';
import type { ClientEvidence, Evidence } from './evidence.js';
import type { Load } from './load.js';
import { Nodes, type NodesOptions } from './nodes.js';
import { headsOf, readStreams } from './stream-log.js';

/** What a drill happens on: nodes on one database. */
export interface Ground {
  readonly database: Database;
  readonly nodes: Nodes;
}

/** What nodes are started with; on a database of the drill's own unless one is given. */
export type GroundOptions = Omit<NodesOptions, 'connectionOf'> & {
  readonly on?: { readonly database: Database; readonly connection: DatabaseConnection };
  /** Where each node finds the database, when not at its own address. */
  readonly connectionOf?: (node: number, connection: DatabaseConnection) => DatabaseConnection;
};

/** Starts nodes on a database with the demonstration's people; all ends with the drill. */
export async function startGround(context: DrillContext, { on, connectionOf, ...options }: GroundOptions): Promise<Ground> {
  const { database, connection } = on ?? (await seededDatabase(context));
  const nodes = await Nodes.start({ connectionOf: (n) => connectionOf?.(n, connection) ?? connection, ...options });
  context.finally(() => nodes.close());
  return { database, nodes };
}

/** A database with the demonstration's people; it ends with the drill. */
export async function seededDatabase(context: DrillContext): Promise<TestDatabase> {
  const test = await createTestDatabase();
  context.finally(() => test.close());
  await seedPeople(test.database);
  return test;
}

/** What takes part in a drill, and what was done to it beside. */
export interface Parties {
  readonly database: Database;
  readonly load: Load;
  readonly crowd: Crowd;
  /** Clients beside the crowd, which give what they applied once they have got so far. */
  readonly others?: (heads: ReadonlyMap<string, number>) => Promise<readonly ClientEvidence[]>;
}

/**
 * The end of a drill: writes no more, waits until every client holds all that is in the log, and lets the checker judge.
 * Prints what was measured.
 */
export async function judge(
  context: DrillContext,
  { database, load, crowd, others }: Parties,
  more: Partial<Evidence> = {},
): Promise<Findings> {
  await load.stop();
  const streams = await readStreams(database, load.feeds().map(({ stream }) => stream));
  const heads = headsOf(streams);
  const [, beside = []] = await Promise.all([crowd.untilAt(heads), others?.(heads)]);
  crowd.stop();
  const evidence: Evidence = {
    streams,
    clients: [...crowd.evidence(), ...beside],
    writes: load.writes(),
    stateAt: (stream, seq) => load.stateAt(stream, seq),
    ...more,
  };
  const findings = expectSound(evidence);
  expectSensitive(evidence, context.random);
  const { recovered, anew, duplicates } = crowd.resumes;
  const closes = [...crowd.closes].map(([code, times]) => `${code}: ${times}`).join(', ') || 'none';
  context.tell(
    `${findings.clients} clients applied ${findings.applied} events; ${findings.logged} logged, ${findings.acknowledged} acknowledged`,
  );
  context.tell(`resumed ${recovered}, anew ${anew}, duplicates dropped ${duplicates}; closes ${closes}`);
  context.tell(`write to receipt ${crowd.latencies()}`);
  context.tell(`write to answer ${load.latencies}`);
  return findings;
}
