import type { Random } from '../../support/random.js';
import { Durations } from './durations.js';
import { type ClientEvidence, eventHash } from './evidence.js';
import { type Feed, type Frame, placeOf } from './feed.js';
import { LightSocket } from './light-socket.js';
import { RecordLog } from './record-log.js';

/** How a client behaves. */
export interface ClientOptions {
  readonly name: string;
  readonly feed: Feed;
  readonly random: Random;
  /** The addresses of the nodes that could be up; read at every attempt. */
  readonly urls: () => readonly string[];
  readonly token?: string | null;
  /** The greatest wait before a reconnect, in milliseconds; it is a random part of that. */
  readonly jitter?: number;
}

/** Codes after which graphql-ws's client gives up for good. */
const fatal: ReadonlySet<number> = new Set([4004, 4005, 4400, 4401, 4406, 4409, 4429, 4500, 1002, 1007, 1009, 1011]);

/** Errors of an operation that pass. */
const passing = /SERVER_STOPPING|DATABASE_UNAVAILABLE|TIMEOUT|RATE_LIMITED/;

/** Reconnects without pause that failed make the next wait longer, up to this many milliseconds. */
const longestWait = 1_000;

/** Milliseconds between two pings of a client. */
const pingInterval = 12_000;

/**
 * A client that follows one stream over any number of connections and nodes: it resumes by itself from the cursor of what
 * it applied, drops what it holds already, and writes down all that it applied.
 */
export class StreamClient {
  readonly records = new RecordLog();
  /** When it was last told of a reset, milliseconds since 1970; 0 for never. */
  lastReset = 0;
  /** From the loss of a connection until everything that was missed is there. */
  readonly gaps = new Durations();
  /** How its connections ended, by code. */
  readonly closes = new Map<number, number>();
  /** Each `Ready`: whether the stream went on from the cursor. Only those that gave one count. */
  readonly resumes = { recovered: 0, anew: 0 };
  /** Events that came again and were dropped. */
  duplicates = 0;
  /** What a real client would not have come back from. */
  readonly failures: string[] = [];
  /** How the stream ended by itself: without a reason, or with the code of its error. */
  ending: string | null = null;
  #socket: LightSocket | null = null;
  #cursor: string | null = null;
  #epoch = '';
  #seq = 0;
  #isSnapshotDue = true;
  #toReplay = 0;
  #lostAt: number | null = null;
  #attempts = 0;
  #isStopped = false;
  #timer: NodeJS.Timeout | undefined;
  #pings: NodeJS.Timeout | undefined;
  #pace: number | null = null;
  #lastTold = 'nothing';

  constructor(private readonly options: ClientOptions) {}

  /** The key of the stream that it follows. */
  get stream(): string {
    return this.options.feed.stream;
  }

  /** The last sequence that it has applied, of its present epoch. */
  get seq(): number {
    return this.#seq;
  }

  /** The history that it follows. */
  get epoch(): string {
    return this.#epoch;
  }

  /** Whether it holds a state and everything that was missed. */
  get isLive(): boolean {
    return this.#socket !== null && !this.#isSnapshotDue && this.#lostAt === null && this.#toReplay <= 0 && this.#cursor !== null;
  }

  /** Where it stands, for people. */
  toString(): string {
    const { name } = this.options;
    const connection = this.#socket ? this.#socket.phase : 'no socket';
    const lacks = this.#isSnapshotDue ? 'lacks a state' : `lacks ${Math.max(0, this.#toReplay)} of what it missed`;
    return `${name} at ${this.#seq} of ${this.stream}: ${connection}, last told ${this.#lastTold}, ${lacks}`;
  }

  /** Connects. */
  start(): void {
    const urls = this.options.urls();
    const url = urls[this.options.random.below(urls.length)];
    if (url === undefined) {
      this.#retry();
      return;
    }
    const socket: LightSocket = new LightSocket(url, {
      opened: () => {
        socket.send({
          type: 'connection_init',
          payload: this.options.token ? { authorization: `Bearer ${this.options.token}` } : {},
        });
        if (this.#pace !== null) {
          this.throttle(this.#pace);
        }
      },
      received: (text) => {
        if (this.#socket === socket) {
          this.#receive(socket, text);
        }
      },
      closed: (code) => {
        if (this.#socket === socket) {
          this.#closed(code);
        }
      },
    });
    this.#socket = socket;
  }

  /** Cuts its socket; it comes back by itself. */
  drop(): void {
    this.#socket?.cut();
  }

  /** Reads no more than so many bytes a second, on this connection and later ones; null ends it. */
  throttle(bytesPerSecond: number | null): void {
    this.#pace = bytesPerSecond;
    this.#socket?.throttle(bytesPerSecond);
    clearInterval(this.#pings);
    if (bytesPerSecond !== null) {
      // What it sends is not slow: it goes on to ask whether the server is there, as the published client does.
      this.#pings = setInterval(() => this.#socket?.send({ type: 'ping' }), pingInterval);
    }
  }

  /** Leaves for good. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    clearInterval(this.#pings);
    this.#socket?.cut();
    this.#socket = null;
  }

  /** What it has applied, for the checker; complete unless the stream ended for it. */
  evidence(more: Partial<ClientEvidence> = {}): ClientEvidence {
    const { name, feed } = this.options;
    return { client: name, stream: feed.stream, records: this.records, isComplete: this.ending === null, ...more };
  }

  #closed(code: number): void {
    this.#socket = null;
    if (this.#isStopped || this.ending !== null) {
      return;
    }
    this.closes.set(code, (this.closes.get(code) ?? 0) + 1);
    if (fatal.has(code)) {
      this.failures.push(`closed with ${code}`);
    }
    this.#lostAt ??= performance.now();
    this.#retry();
  }

  #retry(): void {
    const { random, jitter = 200 } = this.options;
    const wait = Math.min(longestWait, random.next() * jitter * 2 ** Math.min(this.#attempts, 5));
    this.#attempts += 1;
    this.#timer = setTimeout(() => this.start(), wait);
  }

  #receive(socket: LightSocket, text: string): void {
    const message = JSON.parse(text) as { readonly type: string; readonly payload?: unknown };
    const { query, variables } = this.options.feed;
    this.#lastTold = message.type;
    if (message.type === 'connection_ack') {
      const payload = { query, variables: { ...variables, after: this.#cursor } };
      socket.send({ id: '1', type: 'subscribe', payload });
    } else if (message.type === 'next') {
      this.#next(message.payload as { readonly data?: { readonly stream: Frame | null }; readonly errors?: unknown });
    } else if (message.type === 'ping') {
      socket.send({ type: 'pong' });
    } else if (message.type === 'error') {
      this.#end(JSON.stringify(message.payload));
    } else if (message.type === 'complete') {
      this.#end('');
    }
  }

  #next({ data, errors }: { readonly data?: { readonly stream: Frame | null } | null; readonly errors?: unknown }): void {
    if (data?.stream) {
      this.#apply(data.stream);
    } else {
      this.#end(JSON.stringify(errors));
    }
  }

  #end(reason: string): void {
    if (passing.test(reason)) {
      this.#socket?.cut();
      return;
    }
    this.ending ??= reason;
    this.#socket?.cut();
  }

  #apply(frame: Frame): void {
    const at = Date.now();
    this.#lastTold = frame.__typename;
    if (frame.__typename === 'Ready') {
      this.#ready(frame);
      return;
    }
    if (frame.__typename === 'Reset') {
      this.records.push({ kind: 'reset', reason: String(frame.reason), at });
      this.lastReset = at;
      this.#isSnapshotDue = true;
      return;
    }
    const { stream } = this.options.feed;
    if (frame.__typename.endsWith('Snapshot') && frame.cursor !== undefined) {
      const { epoch, seq } = placeOf(frame.cursor, stream);
      this.records.push({ kind: 'snapshot', epoch, seq, state: this.options.feed.stateOf(frame), at });
      [this.#epoch, this.#seq, this.#isSnapshotDue] = [epoch, seq, false];
      this.#toReplay = 0;
      this.#isCaughtUp();
    }
    for (const { seq, prev, type, mutationId, at: writtenAt } of frame.events ?? []) {
      this.#toReplay -= 1;
      const isReplayed = this.#toReplay >= 0;
      if (seq <= this.#seq) {
        this.duplicates += 1;
        continue;
      }
      const written = Date.parse(writtenAt);
      const hash = eventHash({ type, mutationId, written });
      this.records.push({ kind: 'event', epoch: this.#epoch, seq, prev, hash, at, written, isReplayed });
      this.#seq = seq;
    }
    if (frame.events && this.#toReplay <= 0) {
      this.#isCaughtUp();
    }
    this.#cursor = frame.cursor ?? this.#cursor;
  }

  #ready({ recovered, replayed = 0 }: Frame): void {
    this.#attempts = 0;
    if (this.#cursor !== null) {
      this.resumes[recovered ? 'recovered' : 'anew'] += 1;
    }
    this.#isSnapshotDue = !recovered;
    this.#toReplay = replayed;
    if (recovered && replayed === 0) {
      this.#isCaughtUp();
    }
  }

  #isCaughtUp(): void {
    if (this.#lostAt !== null) {
      this.gaps.add(performance.now() - this.#lostAt);
      this.#lostAt = null;
    }
  }
}
