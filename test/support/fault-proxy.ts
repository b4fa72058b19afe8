import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseConnection } from '../../src/database/orm.js';

/** Where a server listens: an address, or the folder of PostgreSQL's Unix socket. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** What one connection through the proxy is made of. */
interface Passage {
  readonly near: Socket;
  readonly far: Socket;
  /** It has carried the text by which the proxy tells connections apart. */
  isMarked: boolean;
  isSilent: boolean;
  /** The statements that were prepared on it, by name: from then on only the name is sent. */
  readonly prepared: Map<string, string>;
}

/** A Parse message of PostgreSQL's protocol: the name of a statement and its text. */
const prepares = /P[^]{4}(\w+)\0([^\0]+)\0/g;

/** What happens when a text has passed towards the server. */
interface Watch {
  readonly text: string;
  /** Whether it is for the next time alone. */
  readonly isOnce: boolean;
  readonly act: (near: Socket) => void;
}

/** A paced write longer ahead than this holds its sender back, in milliseconds. */
const ahead = 50;

const listeningAt = ({ host, port }: Endpoint): { path: string } | { host: string; port: number } =>
  host.startsWith('/') ? { path: join(host, `.s.PGSQL.${port}`) } : { host, port };

/**
 * A network between a server and those who use it, at an address of its own, that fails as networks do: it can be away
 * (`close`), break what is open (`cut`), fall silent (`swallow`), be late (`delay`) and slow (`throttle`), for all
 * connections, while the server itself goes on and serves others.
 */
export class FaultProxy {
  readonly #passages = new Set<Passage>();
  readonly #watches = new Set<Watch>();
  #server: Server | null = null;
  #isSilent = false;
  #refused: string | null = null;
  #delay = 0;
  #bytesPerSecond = Infinity;

  private constructor(
    private readonly target: Endpoint,
    /** Connections that carry this text can be singled out. */
    private readonly mark: string | null,
    private readonly folder: string | null,
    /** Where to connect instead of to the server. */
    public address: Endpoint,
  ) {}

  /** Opens a proxy before a server: a Unix socket before a Unix socket, else a port. To be removed at the end. */
  static async before(target: Endpoint, options: { readonly mark?: string } = {}): Promise<FaultProxy> {
    const folder = target.host.startsWith('/') ? await mkdtemp(join(tmpdir(), 'kengash-proxy-')) : null;
    const address = folder === null ? { host: '127.0.0.1', port: 0 } : { host: folder, port: target.port };
    const proxy = new FaultProxy(target, options.mark?.toLowerCase() ?? null, folder, address);
    await proxy.open();
    return proxy;
  }

  /** Opens a proxy before a database; `through` is the connection by way of it. */
  static async beforeDatabase(
    connection: DatabaseConnection,
    options: { readonly mark?: string } = {},
  ): Promise<{ readonly proxy: FaultProxy; readonly through: DatabaseConnection }> {
    if ('url' in connection) {
      throw new Error('A proxy needs the parts of an address');
    }
    const proxy = await FaultProxy.before(connection, options);
    return { proxy, through: { ...connection, ...proxy.address } };
  }

  /** Lets connections through. */
  async open(): Promise<void> {
    this.#isSilent = false;
    const server = createServer((near) => {
      const far = connect(listeningAt(this.target));
      const passage = { near, far, isMarked: false, isSilent: this.#isSilent, prepared: new Map<string, string>() };
      this.#passages.add(passage);
      this.#join(near, far, passage);
      this.#join(far, near, passage);
    });
    server.listen(listeningAt(this.address));
    await once(server, 'listening');
    if (this.folder === null) {
      this.address = { ...this.address, port: (server.address() as AddressInfo).port };
    }
    this.#server = server;
  }

  /** The server is out of reach: connections break, new ones are refused. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    this.cut();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  /** Closes for so many milliseconds, and opens again. */
  async outage(milliseconds: number): Promise<void> {
    await this.close();
    await sleep(milliseconds);
    await this.open();
  }

  /** Breaks every connection on the near side: the server still does what it was told. */
  cut(): void {
    for (const { near } of this.#passages) {
      near.destroy();
    }
  }

  /** Acts once, as soon as the next bytes with this text are on their way to the server. */
  onNext(text: string, act: (near: Socket) => void): void {
    this.#watches.add({ text, isOnce: true, act });
  }

  /** Breaks the connection that carries the next statement with this text, once the statement is through. */
  cutAfterNext(text: string): void {
    this.onNext(text, (near) => near.destroy());
  }

  /** As `cutAfterNext`, for every connection that carries it, until the answer is called. */
  cutAfterEach(text: string): () => void {
    const watch: Watch = { text, isOnce: false, act: (near) => near.destroy() };
    this.#watches.add(watch);
    return () => this.#watches.delete(watch);
  }

  /** Breaks every connection that wants to send this text, in any case of letters, before it is through; null ends it. */
  refuse(text: string | null): void {
    this.#refused = text?.toLowerCase() ?? null;
  }

  /** Nothing arrives any more, in either direction, and nobody is told: half-open connections. */
  swallow(): void {
    this.#isSilent = true;
  }

  /**
   * As `swallow`, for the connections alone that are open now: all, or those that have carried the proxy's mark. New ones
   * work. Says how many there are, and when whoever holds them has given all of them up.
   */
  swallowOpen(which: 'all' | 'marked' = 'all'): { readonly count: number; readonly givenUp: Promise<unknown> } {
    const chosen = [...this.#passages].filter(({ isMarked }) => which === 'all' || isMarked);
    chosen.forEach((passage) => (passage.isSilent = true));
    return { count: chosen.length, givenUp: Promise.all(chosen.map(({ near }) => once(near, 'close'))) };
  }

  /** What is sent arrives again; what was swallowed never does. */
  heed(): void {
    this.#isSilent = false;
    this.#passages.forEach((passage) => (passage.isSilent = false));
  }

  /** Everything takes so many milliseconds longer, in each direction; 0 ends it. */
  delay(milliseconds: number): void {
    this.#delay = milliseconds;
  }

  /** Each connection carries so many bytes a second in each direction; null ends it. */
  throttle(bytesPerSecond: number | null): void {
    this.#bytesPerSecond = bytesPerSecond ?? Infinity;
  }

  /** Ends everything and deletes the address. */
  async remove(): Promise<void> {
    await this.close();
    for (const { far } of this.#passages) {
      far.destroy();
    }
    if (this.folder !== null) {
      await rm(this.folder, { recursive: true, force: true });
    }
  }

  #join(from: Socket, to: Socket, passage: Passage): void {
    let due = 0;
    const write = (bytes: Buffer): void => {
      if (!to.destroyed && !to.writableEnded && !to.write(bytes)) {
        from.pause();
        to.once('drain', () => from.resume());
      }
    };
    const writeLate = (bytes: Buffer): void => {
      const now = performance.now();
      due = Math.max(due, now + this.#delay) + (bytes.length / this.#bytesPerSecond) * 1_000;
      setTimeout(write, due - now, bytes);
      if (due - now > this.#delay + ahead) {
        from.pause();
        setTimeout(() => from.resume(), due - now);
      }
    };
    from.on('data', (bytes) => {
      if (from === passage.near && this.#isRefused(bytes, passage)) {
        from.destroy();
        return;
      }
      if (this.#isSilent || passage.isSilent) {
        return;
      }
      if (due <= performance.now() && this.#delay === 0 && this.#bytesPerSecond === Infinity) {
        write(bytes);
      } else {
        writeLate(bytes);
      }
      if (from === passage.near) {
        this.#watch(bytes, passage);
      }
    });
    from.on('error', () => undefined);
    from.once('close', () => {
      // What was under way towards the server still arrives there.
      to.end();
      if (passage.near.destroyed && passage.far.destroyed) {
        this.#passages.delete(passage);
      }
    });
  }

  #isRefused(bytes: Buffer, passage: Passage): boolean {
    if (this.mark === null && this.#refused === null) {
      return false;
    }
    const text = bytes.toString('latin1').toLowerCase();
    passage.isMarked ||= this.mark !== null && text.includes(this.mark);
    return this.#refused !== null && text.includes(this.#refused);
  }

  #watch(bytes: Buffer, { near, prepared }: Passage): void {
    const text = bytes.toString('latin1');
    for (const [, name = '', statement = ''] of text.matchAll(prepares)) {
      prepared.set(name, statement);
    }
    for (const watch of this.#watches) {
      const isNamed = [...prepared].some(([name, statement]) => statement.includes(watch.text) && text.includes(`\0${name}\0`));
      if (text.includes(watch.text) || isNamed) {
        if (watch.isOnce) {
          this.#watches.delete(watch);
        }
        watch.act(near);
      }
    }
  }
}
