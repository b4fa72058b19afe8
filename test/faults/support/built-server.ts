import { buildServer } from '../../streams/support/server-process.js';

/** Builds the server once for all drills of a run. */
export default async function setup(): Promise<void> {
  await buildServer();
}
