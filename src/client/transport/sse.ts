import type { Answer, Operation } from '../http.js';
import type { ConnectionGate } from './connection-gate.js';
import { EventParser, type ServerEvent } from './event-parser.js';
import type { Loss, Sink, Transport } from './transport.js';

/** What streams of Server-Sent Events are made of. */
export interface SseOptions {
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  headers(): Promise<Record<string, string>>;
}

/** Why a request is ended by the client itself. */
const released = 'released';
const silent = 'silent';

async function* eventsIn(response: Response): AsyncGenerator<ServerEvent, void, undefined> {
  const parser = new EventParser();
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  for (;;) {
    const piece = await reader?.read();
    if (!piece || piece.done) {
      return;
    }
    yield* parser.push(decoder.decode(piece.value, { stream: true }));
  }
}

/**
 * Subscriptions over Server-Sent Events (the distinct connections mode of graphql-sse), one request for each: for
 * networks that let HTTP through alone.
 */
export class SseTransport implements Transport {
  readonly #open = new Set<AbortController>();

  constructor(
    private readonly options: SseOptions,
    private readonly gate: ConnectionGate,
    private readonly onAttempt: (isThrough: boolean) => void = () => {},
  ) {}

  subscribe(operation: Operation, sink: Sink): () => void {
    const abort = new AbortController();
    this.#open.add(abort);
    void this.#follow(operation, sink, abort).finally(() => this.#open.delete(abort));
    return () => abort.abort(released);
  }

  reconnect(): void {
    this.#open.forEach((abort) => abort.abort(silent));
  }

  close(): void {
    this.#open.forEach((abort) => abort.abort(released));
  }

  async #follow(operation: Operation, sink: Sink, abort: AbortController): Promise<void> {
    await this.gate.open();
    const loss = await this.#read(operation, sink, abort.signal).catch((error: unknown) => ({ code: null, reason: String(error) }));
    if (loss && abort.signal.reason !== released) {
      this.gate.lost(loss.code);
      sink.lost(loss);
    }
    // What the server would still say, nobody hears.
    abort.abort(released);
  }

  /** Reads one subscription to its end; null when the server has ended it. */
  async #read(operation: Operation, sink: Sink, signal: AbortSignal): Promise<Loss | null> {
    let isThrough = false;
    try {
      // What is given up before it was asked for is lost, too: whoever waits for it has to hear of that.
      signal.throwIfAborted();
      const headers = { 'content-type': 'application/json', accept: 'text/event-stream', ...(await this.options.headers()) };
      const request = { method: 'POST', headers, body: JSON.stringify(operation), signal };
      const response = await this.options.fetch(this.options.url, request);
      isThrough = response.ok && (response.headers.get('content-type') ?? '').startsWith('text/event-stream');
      if (!isThrough) {
        return { code: response.status, reason: `The server answered with status ${response.status}.` };
      }
      this.onAttempt(true);
      for await (const { event, data } of eventsIn(response)) {
        signal.throwIfAborted();
        if (event === 'complete') {
          sink.completed();
          return null;
        }
        if (event === 'next') {
          this.gate.proved();
          sink.next(JSON.parse(data) as Answer);
        }
      }
      return { code: null, reason: 'The connection has ended.' };
    } finally {
      if (!isThrough && !signal.aborted) {
        this.onAttempt(false);
      }
    }
  }
}
