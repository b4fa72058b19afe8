import { seedPeople } from '../../../src/cli/demonstration/people.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { buildServer, ServerProcess } from './server-process.js';

/** A server of its own process on a database of its own, which is there again at the same port whenever it was ended. */
export class KillableServer {
  private constructor(
    readonly test: TestDatabase,
    private server: ServerProcess,
  ) {}

  /** Builds and starts it, with the demonstration's people. To be closed at the end. */
  static async start(): Promise<KillableServer> {
    const [test] = await Promise.all([createTestDatabase(), buildServer()]);
    await seedPeople(test.database);
    return new KillableServer(test, await ServerProcess.start(test));
  }

  get url(): string {
    return this.server.url;
  }

  /** Ends it by a signal and says how it ended. */
  end(signal: 'SIGKILL' | 'SIGTERM'): ReturnType<ServerProcess['end']> {
    return this.server.end(signal);
  }

  /** Starts it again, where it was. */
  async again(): Promise<void> {
    this.server = await ServerProcess.start(this.test, { port: this.server.port });
  }

  async close(): Promise<void> {
    await this.server.end('SIGKILL');
    await this.test.close();
  }
}
