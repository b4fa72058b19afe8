import 'reflect-metadata';
import { sql } from 'kysely';
import { seedPeople } from '../../../../src/cli/demonstration/people.js';
import { createOrm, readDatabase } from '../../../../src/database/orm.js';
import type { Database } from '../../../../src/database/tables.js';
import { entities } from '../../../../src/entities.js';
import { seedReferenceData } from '../../../../src/reference-data.js';
import { startTestCluster } from '../../../support/cluster.js';
import { monotonicNow } from '../wire/clock.js';

/** Seconds are nobody's to spare: the settings are PostgreSQL's own, so COMMIT waits for the disk. Two things are counted. */
const settings = {
  max_connections: '200',
  track_commit_timestamp: 'on',
  shared_preload_libraries: 'pg_stat_statements',
};

/** A council whose stream is measured. */
export interface BenchCouncil {
  readonly id: string;
  readonly version: number;
}

/** A PostgreSQL of the benchmark's own, with the reference data, the demonstration's people and more councils. */
export interface BenchDatabase {
  readonly url: string;
  readonly pid: number;
  readonly database: Database;
  readonly dataDirectory: string;
  /** The first councils by their code, as they are now. */
  councils(count: number): Promise<readonly BenchCouncil[]>;
  /** The number of the last event of a council; 0 before the first. */
  head(councilId: string): Promise<number>;
  /** When the events of a council were committed, in milliseconds of the monotonic clock, by sequence. */
  commitTimes(councilId: string, first: number, last: number): Promise<ReadonlyMap<number, number>>;
  close(): Promise<void>;
}

/** What is to be added to the monotonic clock to have the clock of PostgreSQL, which is that of the machine. */
function wallClockOffset(): number {
  const before = Date.now();
  let now = before;
  while (now === before) {
    now = Date.now();
  }
  return now - monotonicNow();
}

/** Starts it. To be closed at the end. */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  const cluster = await startTestCluster(settings);
  const { host, port, user, database: name } = cluster.connection;
  const orm = await createOrm({ connection: { host, port, user, database: name }, entities, poolSize: 4 });
  const close = async (): Promise<void> => {
    await orm.close(true);
    await cluster.stop();
  };
  try {
    await orm.migrator.up();
    const database = readDatabase(orm);
    await seedReferenceData(database);
    await seedPeople(database);
    await addCouncils(database);
    await sql`create extension pg_stat_statements`.execute(database);
    return {
      url: `postgres://${user}@${encodeURIComponent(host)}:${port}/${name}`,
      pid: cluster.pid,
      database,
      dataDirectory: cluster.dataDirectory,
      councils: (count) =>
        database.selectFrom('council').select(['id', 'version']).orderBy('code').limit(count).execute(),
      head: async (councilId) => {
        const row = await database
          .selectFrom('rt_stream')
          .select('head')
          .where('key', '=', `council:${councilId}`)
          .executeTakeFirst();
        return Number(row?.head ?? 0);
      },
      commitTimes: (councilId, first, last) => commitTimes(database, councilId, first, last),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The 14 territorial councils four times more, so that there are streams enough. */
async function addCouncils(database: Database): Promise<void> {
  await sql`
    insert into council (id, code, kind, territory_id, name, sort_key, search_key)
    select md5(id::text || copy)::uuid, code || '-' || copy, kind, null, name, sort_key || copy, search_key
    from council, generate_series(1, 4) as copy where kind = 'TERRITORIAL'`.execute(database);
}

async function commitTimes(
  database: Database,
  councilId: string,
  first: number,
  last: number,
): Promise<ReadonlyMap<number, number>> {
  const offset = wallClockOffset();
  const { rows } = await sql<{ seq: string; at: number }>`
    select e.seq, (extract(epoch from pg_xact_commit_timestamp(e.xmin)) * 1000)::float8 as at
    from rt_event e join rt_stream s on s.id = e.stream_id
    where s.key = ${`council:${councilId}`} and e.seq between ${first} and ${last}`.execute(database);
  return new Map(rows.map(({ seq, at }) => [Number(seq), at - offset]));
}
