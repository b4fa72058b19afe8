import { join } from 'node:path';
import type { Logger } from 'pino';
import { createApp } from '../../app.js';
import type { Config } from '../../config.js';
import { startEmbeddedPostgres } from '../../database/embedded/index.js';
import { migrate } from '../../database/migrate.js';
import { createOrm, readDatabase } from '../../database/orm.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { entities } from '../../entities.js';
import { tryToListen } from '../../http/listen.js';
import { seedReferenceData } from '../../reference-data.js';
import { FolderStorage } from '../../storage/folder-storage.js';
import type { Running } from '../serve.js';
import { demonstrationDomain } from './data/demonstration-people.js';
import { ownSecret } from './own-secret.js';
import { demonstrationPassword, seedPeople } from './people.js';
import { seedPeriods } from './periods.js';

/** One line of progress: a bar on a terminal, a plain line elsewhere. */
function progress(part: string, count: number, done: number, total: number): void {
  const bar = '#'.repeat(done).padEnd(total, '.');
  process.stdout.write(`  [${bar}] ${part}: ${count}\n`);
}

function welcome(url: string): string {
  return `
Kengash is running.

  GraphQL      ${url}/graphql   (POST, GET, and WebSocket with graphql-transport-ws)
  Health       ${url}/livez  ${url}/readyz

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

/** Starts everything on this machine: database, migrations, data, server. */
export async function startDemo(config: Config, logger: Logger): Promise<Running> {
  await tryToListen(config.host, config.port);
  process.stdout.write('Starting the embedded PostgreSQL 18 ...\n');
  const cluster = await startEmbeddedPostgres({
    dataDirectory: config.dataDirectory,
    log: (line) => logger.debug({ line }, 'postgres'),
    losses: {
      lost: () => logger.warn('PostgreSQL has ended without having been told to; it is started again'),
      found: () => logger.info('PostgreSQL answers again'),
      failed: (error) => logger.error({ err: error }, 'PostgreSQL cannot be started again yet'),
    },
  });
  try {
    const orm = await createOrm({ connection: cluster.connection, entities, poolSize: 4 });
    try {
      const applied = await migrate(orm);
      process.stdout.write(`Migrations: ${applied.length === 0 ? 'none was missing' : applied.join(', ')}\n`);
      const database = readDatabase(orm);
      await seedReferenceData(database, progress);
      const people = await seedPeople(database);
      progress('invented people', people, 4, 4);
      const storage = new FolderStorage(join(config.dataDirectory, 'files'));
      await seedPeriods(new UnitOfWork(orm, () => {}), database, storage, (part, done, total) => {
        const isTold = process.stdout.isTTY || done === total;
        process.stdout.write(isTold ? `${process.stdout.isTTY ? '\r' : ''}  ${part}: ${done} of ${total}` : '');
        process.stdout.write(done === total ? '\n' : '');
      });
    } finally {
      await orm.close(true);
    }
    // After the launcher, which has the better words for a folder that cannot be written.
    const secret = config.secret ?? (await ownSecret(config.dataDirectory));
    const app = await createApp({ config: { ...config, secret }, logger, connection: cluster.connection });
    process.stdout.write(welcome(app.url));
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
    throw error;
  }
}
