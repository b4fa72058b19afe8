import { join } from 'node:path';
import type { Logger } from 'pino';
import { createApp } from '../../app.js';
import type { Config } from '../../config.js';
import { closeOrm } from '../../database/close-orm.js';
import { startEmbeddedPostgres } from '../../database/embedded/index.js';
import { migrate, migratingAlone } from '../../database/migrate.js';
import { createOrm, type DatabaseConnection, readDatabase } from '../../database/orm.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { entities } from '../../entities.js';
import { tryToListen } from '../../http/listen.js';
import { seedReferenceData } from '../../reference-data.js';
import { FolderStorage } from '../../storage/folder-storage.js';
import type { Running } from '../serve.js';
import { demonstrationDomain } from './data/demonstration-people.js';
import { LoadingTroubles } from './loading-failure.js';
import { logKeys } from '../../log-keys.js';
import type { Seal } from '../../ledger/seal.js';
import { ownSecret } from './own-secret.js';
import { demonstrationPassword, seedPeople } from './people.js';
import { seedPeriods } from './periods.js';

/** Milliseconds in which the connections of the loading end by themselves. */
const closeTime = 3_000;

/** One line of progress: a bar on a terminal, a plain line elsewhere. */
function progress(part: string, count: number, done: number, total: number): void {
  const bar = '#'.repeat(done).padEnd(total, '.');
  process.stdout.write(`  [${bar}] ${part}: ${count}\n`);
}

function welcome(url: string): string {
  return `
Kengash is running.

  GraphQL      ${url}/graphql   (POST, GET, and WebSocket with graphql-transport-ws)
               ${url}/graphql/stream   (Server-Sent Events)
  Health       ${url}/livez  ${url}/readyz  ${url}/metrics

Demonstration accounts, all with the password ${demonstrationPassword}:
  agency, methodologist, approver, approver2, manager, facilitator, facilitator2, rater1 ... rater9, auditor,
  chair-<code> and secretary-<code> of each council, such as secretary-uz-an
  (each followed by @${demonstrationDomain}). These people are invented.

Try first:
  curl -s ${url}/graphql -H 'content-type: application/json' -H 'accept-language: en' \\
    -d '{"query":"{ councils { totalCount nodes { code name } } }"}'
  ${new URL(url).port === '4000' ? '' : `PORT=${new URL(url).port} `}npm run demo        in a second window

Stop with Ctrl-C. The data stay; \`npm run reset\` begins anew.
`;
}

/** What those who start the demonstration may leave out. */
export interface DemoOptions {
  /** Whether the addresses, the accounts and what to try first are told at the end; true unless given. */
  readonly isWelcoming?: boolean;
}

/** Loads the schema and the data that are missing. What goes wrong underneath is noted. */
async function load(
  connection: DatabaseConnection,
  { dataDirectory, seal }: { readonly dataDirectory: string; readonly seal: Seal },
  note: (trouble: unknown) => void,
): Promise<void> {
  const orm = await createOrm({ connection, entities, poolSize: 4 });
  try {
    await migratingAlone(orm, async () => {
      const applied = await migrate(orm);
      process.stdout.write(`Migrations: ${applied.length === 0 ? 'none was missing' : applied.join(', ')}\n`);
      const database = readDatabase(orm);
      await seedReferenceData(database, progress);
      const people = await seedPeople(database);
      progress('invented people', people, 4, 4);
      const storage = new FolderStorage(join(dataDirectory, 'files'), undefined, note);
      await seedPeriods(new UnitOfWork(orm, () => {}, note), database, storage, seal, (part, done, total) => {
        const isTold = process.stdout.isTTY || done === total;
        process.stdout.write(isTold ? `${process.stdout.isTTY ? '\r' : ''}  ${part}: ${done} of ${total}` : '');
        process.stdout.write(done === total ? '\n' : '');
      });
    });
  } finally {
    await closeOrm(orm, closeTime);
  }
}

/** Starts everything on this machine: database, migrations, data, server. Throws EmbeddedPostgresError, or what else stopped it. */
export async function startDemo(config: Config, logger: Logger, { isWelcoming = true }: DemoOptions = {}): Promise<Running> {
  await tryToListen(config.host, config.port);
  process.stdout.write('Starting the embedded PostgreSQL 18 ...\n');
  const troubles = new LoadingTroubles();
  const cluster = await startEmbeddedPostgres({
    dataDirectory: config.dataDirectory,
    log: (line) => {
      troubles.note(line);
      logger.debug({ line }, 'postgres');
    },
    losses: {
      lost: () => logger.warn('PostgreSQL has ended without having been told to; it is started again'),
      found: () => logger.info('PostgreSQL answers again'),
      failed: (error) => logger.error({ err: error }, 'PostgreSQL cannot be started again yet'),
    },
  });
  try {
    // After the launcher, which has the better words for a folder that cannot be written.
    const secret = config.secret ?? (await ownSecret(config.dataDirectory));
    const { seal } = logKeys({ origin: config.ledgerOrigin, secret: config.ledgerSecret ?? secret });
    await load(cluster.connection, { dataDirectory: config.dataDirectory, seal }, troubles.note);
    const app = await createApp({ config: { ...config, secret }, logger, connection: cluster.connection });
    process.stdout.write(isWelcoming ? welcome(app.url) : '');
    return {
      url: app.url,
      stop: async () => {
        try {
          await app.stop();
        } finally {
          await cluster.stop();
        }
      },
    };
  } catch (error) {
    await cluster.stop();
    throw troubles.explain(error);
  }
}
