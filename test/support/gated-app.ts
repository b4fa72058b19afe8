import type { Limits } from '../../src/pipeline/limits.js';
import { startTestApp, type TestApp } from './app.js';
import { DatabaseGate } from './database-gate.js';

/** A server whose database can be taken away. */
export interface GatedApp {
  readonly gate: DatabaseGate;
  readonly running: TestApp;
  close(): Promise<void>;
}

/** Starts a server with a gate before its database. To be closed at the end. */
export async function startGatedApp(limits: Partial<Limits>): Promise<GatedApp> {
  let gate: DatabaseGate | undefined;
  const running = await startTestApp({
    connectionOf: async (connection) => (gate = await DatabaseGate.before(connection)).connection,
    limits,
  });
  if (!gate) {
    throw new Error('The server was started without its gate');
  }
  const opened = gate;
  return {
    gate: opened,
    running,
    close: async () => {
      await opened.remove();
      await running.close();
    },
  };
}
