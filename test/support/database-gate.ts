import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseConnection } from '../../src/database/orm.js';

/** What one connection through the gate is made of. */
interface Passage {
  readonly near: Socket;
  readonly far: Socket;
}

/**
 * Stands between a server and its database, at an address of its own, so that a test can take the database away
 * (`close`), let it fall silent (`hush`) and bring it back (`open`) while the cluster serves the other tests.
 */
export class DatabaseGate {
  readonly #passages = new Set<Passage>();
  #server: Server | null = null;
  #isSilent = false;
  #fatal: string | null = null;

  private constructor(
    private readonly folder: string,
    private readonly target: { readonly host: string; readonly port: number },
    /** What the server connects to. */
    readonly connection: DatabaseConnection,
  ) {}

  /** Opens a gate before a database. To be removed at the end. */
  static async before(connection: DatabaseConnection): Promise<DatabaseGate> {
    if ('url' in connection) {
      throw new Error('A gate needs the parts of an address');
    }
    const folder = await mkdtemp(join(tmpdir(), 'kengash-gate-'));
    const gate = new DatabaseGate(folder, connection, { ...connection, host: folder });
    await gate.open();
    return gate;
  }

  /** Lets connections through. */
  async open(): Promise<void> {
    this.#isSilent = false;
    const { host, port } = this.target;
    const server = createServer((near) => {
      const passage = { near, far: connect(`${host}/.s.PGSQL.${port}`) };
      this.#passages.add(passage);
      this.#join(passage.near, passage.far, passage);
      this.#join(passage.far, passage.near, passage);
    });
    await new Promise<void>((resolve) => server.listen(join(this.folder, `.s.PGSQL.${port}`), resolve));
    this.#server = server;
  }

  /** The database is gone: connections break, new ones are refused. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    this.cut();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  /** Breaks every connection on the server's side only: the database still does what it was told. */
  cut(): void {
    for (const { near } of this.#passages) {
      near.destroy();
    }
  }

  /** Breaks the connection that carries the next statement with this text, once the statement is through. */
  cutAfterNext(text: string): void {
    this.#fatal = text;
  }

  /** The database no longer answers, and nobody says so: what is sent is swallowed. */
  hush(): void {
    this.#isSilent = true;
  }

  /** The database answers again; what was swallowed never arrives. */
  heed(): void {
    this.#isSilent = false;
  }

  /** Ends everything and deletes the address. */
  async remove(): Promise<void> {
    await this.close();
    for (const { far } of this.#passages) {
      far.destroy();
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  #join(from: Socket, to: Socket, passage: Passage): void {
    from.on('data', (bytes) => {
      if (this.#isSilent) {
        return;
      }
      to.write(bytes);
      if (this.#fatal !== null && from === passage.near && bytes.includes(this.#fatal)) {
        this.#fatal = null;
        from.destroy();
      }
    });
    from.on('error', () => {});
    from.once('close', () => {
      // What was under way towards the database still arrives there.
      to.end();
      if (passage.near.destroyed && passage.far.destroyed) {
        this.#passages.delete(passage);
      }
    });
  }
}
