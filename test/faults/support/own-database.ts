import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { seedPeople } from '../../../src/cli/demonstration/people.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../src/database/embedded/index.js';
import { migrate } from '../../../src/database/migrate.js';
import { createOrm, type DatabaseConnection, readDatabase } from '../../../src/database/orm.js';
import type { Database } from '../../../src/database/tables.js';
import { entities } from '../../../src/entities.js';
import { seedReferenceData } from '../../../src/reference-data.js';
import type { DrillContext } from './drill.js';

/** The ways in which PostgreSQL ends: told to end soon, told to end without any care, and killed. */
const signals = { fast: 'SIGINT', immediate: 'SIGQUIT', kill: 'SIGKILL' } as const;

/** A PostgreSQL of a drill's own, with the settings that keep data safe, which may be ended; it is started again at once. */
export class OwnDatabase {
  #found: () => void = () => undefined;

  private constructor(private readonly cluster: EmbeddedPostgres) {}

  /** Starts it with the demonstration's people; it ends with the drill. */
  static async start(context: DrillContext): Promise<{ readonly own: OwnDatabase; readonly database: Database }> {
    const folder = await mkdtemp(join(tmpdir(), 'kengash-faults-'));
    context.finally(() => rm(folder, { recursive: true, force: true }));
    // Root's server runs as another user, who has to get through.
    await promisify(execFile)('chmod', ['755', folder]);
    const own: OwnDatabase = new OwnDatabase(
      await startEmbeddedPostgres({
        dataDirectory: folder,
        settings: { max_connections: '200' },
        losses: { lost: () => undefined, found: () => own.#found(), failed: () => undefined },
      }),
    );
    context.finally(() => own.cluster.stop());
    const orm = await createOrm({ connection: own.connection, entities, poolSize: 4 });
    context.finally(() => orm.close(true));
    const database = readDatabase(orm);
    await migrate(orm);
    await seedReferenceData(database);
    await seedPeople(database);
    return { own, database };
  }

  /** Where it is; the same after every restart. */
  get connection(): DatabaseConnection {
    return this.cluster.connection;
  }

  /** Ends it, waits until it accepts connections again, and gives the instant of that, milliseconds since 1970. */
  async restart(how: keyof typeof signals): Promise<number> {
    const found = new Promise<void>((resolve) => (this.#found = resolve));
    process.kill(this.cluster.pid, signals[how]);
    await found;
    return Date.now();
  }
}
