import pino from 'pino';
import { appendEvents, currentPosition } from '../../../src/realtime/postgres/append.js';
import { encodeCursor } from '../../../src/realtime/cursor.js';
import type { StoredAppend } from '../../../src/realtime/stream-log.js';
import { StreamEngine, type StreamEnginePorts } from '../../../src/realtime/stream-engine.js';
import { createLogDatabase, type LogDatabase } from './database.js';

/** Nobody in particular, as the author of events. */
export const nobody = { actorId: null, mutationId: null };

/** From one number to another, both included. */
export const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, n) => from + n);

/** A database with engines on it. */
export class Stage {
  #names = 0;
  readonly #engines: StreamEngine[] = [];

  private constructor(readonly log: LogDatabase) {}

  static async open(): Promise<Stage> {
    return new Stage(await createLogDatabase());
  }

  /** Starts an engine that polls often. */
  start(more: Partial<StreamEnginePorts> = {}): StreamEngine {
    const { database, readSnapshot } = this.log;
    const log = pino({ level: 'silent' });
    const engine = new StreamEngine({ database, readSnapshot, log, pollInterval: 50, ...more });
    this.#engines.push(engine);
    engine.start();
    return engine;
  }

  /** A key that no other test uses. */
  newStream(): string {
    this.#names += 1;
    return `stream:${this.#names}`;
  }

  /** Commits events in one transaction, without telling an engine. */
  append(stream: string, count = 1, type = 'noted'): Promise<StoredAppend> {
    const events = range(1, count).map((n) => ({ stream, type, entityType: 'Note', entityId: '1', body: { n } }));
    return this.log.database.transaction().execute((tx) => appendEvents(tx, events, nobody));
  }

  /** The cursor of where a stream stands, with something changed. */
  async cursorAt(stream: string, change: object = {}): Promise<string> {
    const position = (await currentPosition(this.log.database, [stream])).get(stream);
    return position ? encodeCursor({ ...position, ...change }) : '';
  }

  /** Stops the engines. */
  async clear(): Promise<void> {
    await Promise.all(this.#engines.splice(0).map((engine) => engine.stop()));
  }

  async close(): Promise<void> {
    await this.clear();
    await this.log.drop();
  }
}
