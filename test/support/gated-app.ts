import type { Limits } from '../../src/pipeline/limits.js';
import { startTestApp, type TestApp } from './app.js';
import { FaultProxy } from './fault-proxy.js';

/** A server with a network before its database that can fail. */
export interface GatedApp {
  readonly gate: FaultProxy;
  readonly running: TestApp;
  close(): Promise<void>;
}

/** Starts a server with a proxy before its database. To be closed at the end. */
export async function startGatedApp(limits: Partial<Limits>): Promise<GatedApp> {
  let gate: FaultProxy | undefined;
  const running = await startTestApp({
    connectionOf: async (connection) => {
      const { proxy, through } = await FaultProxy.beforeDatabase(connection);
      gate = proxy;
      return through;
    },
    limits,
  });
  if (!gate) {
    throw new Error('The server was started without its proxy');
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
