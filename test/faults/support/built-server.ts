import { join } from 'node:path';
import { buildServer } from '../../streams/support/server-process.js';

/** Builds the server, and the programs that drills run beside it, once for all drills of a run. */
export default async function setup(): Promise<void> {
  await buildServer(join(import.meta.dirname, 'tsconfig.json'));
}
