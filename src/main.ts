import { startDemo } from './cli/demonstration/start.js';
import { startServerProfile } from './cli/serve.js';
import { ConfigError, describeConfig, readConfig } from './config.js';
import { limitHeapGrowth } from './heap-growth.js';
import { createLogger } from './log.js';
import { outliveReaders } from './outlive-readers.js';
import { stopOnSignals } from './stop-on-signals.js';

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(`Kengash needs Node 24; this is ${process.version}. Start it with \`npm start\`, which brings its own.\n`);
  process.exit(1);
}

outliveReaders();
limitHeapGrowth();

try {
  const config = readConfig();
  const logger = createLogger({ level: config.logLevel, pretty: process.stdout.isTTY === true });
  const names = Math.max(...describeConfig(config).map(({ name }) => name.length));
  for (const { name, value, from } of describeConfig(config)) {
    process.stdout.write(`  ${name.padEnd(names)}  ${value}  (${from})\n`);
  }
  const running = await (config.profile === 'demo' ? startDemo(config, logger) : startServerProfile(config, logger));
  stopOnSignals(running, logger);
  // A fault that nobody caught belongs to one request or socket, and what counts is in the database: it is logged, and
  // neighbours go on being served.
  process.on('uncaughtException', (error) => logger.error({ err: error }, 'uncaught exception'));
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'unhandled rejection'));
} catch (error) {
  const code = (error as { readonly code?: unknown }).code;
  const isKnown = error instanceof ConfigError || typeof code === 'string';
  process.stderr.write(
    `${isKnown ? (error as Error).message : String((error as Error).stack ?? error)}${typeof code === 'string' ? ` [${code}]` : ''}\n`,
  );
  process.exit(1);
}
