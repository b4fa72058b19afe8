import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** One event as it stood on the wire. */
export interface SentEvent {
  readonly id: string | null;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>> | null;
}

/** What an event line is opened with. */
export interface EventLineOptions {
  readonly url: string;
  readonly query: string;
  readonly variables?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: 'GET' | 'POST';
}

function fieldOf(block: string, name: string): string | null {
  const line = block.split('\n').find((text) => text.startsWith(`${name}:`));
  return line === undefined ? null : line.slice(name.length + 1).trim();
}

/** One request for an event stream over a connection of its own, event by event. To be cut or read to its end. */
export class EventLine {
  readonly events: SentEvent[] = [];
  /** Everything as it came, comments too. */
  text = '';
  isEnded = false;
  readonly #wake = new Set<() => void>();

  private constructor(
    readonly outgoing: ClientRequest,
    readonly response: IncomingMessage,
  ) {
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => this.#take(chunk));
    response.on('error', () => undefined);
    response.on('close', () => {
      this.isEnded = true;
      this.#wake.forEach((wake) => wake());
    });
  }

  /** Asks; resolves with the answer's head. */
  static open(options: EventLineOptions): Promise<EventLine> {
    const { url, query, variables = {}, headers = {}, method = 'POST' } = options;
    const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
    const asked = method === 'GET' ? `?${search}` : '';
    const outgoing = request(`${url}/graphql/stream${asked}`, {
      method,
      agent: false,
      headers: {
        accept: 'text/event-stream',
        ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
    });
    outgoing.on('error', () => undefined);
    const opened = new Promise<EventLine>((resolve, reject) => {
      outgoing.once('response', (response) => resolve(new EventLine(outgoing, response)));
      outgoing.once('error', reject);
    });
    outgoing.end(method === 'POST' ? JSON.stringify({ query, variables }) : undefined);
    return opened;
  }

  /** The status of the answer. */
  get status(): number {
    return this.response.statusCode ?? 0;
  }

  /** The last id that came, as a browser keeps it. */
  get lastId(): string | null {
    return this.events.findLast(({ id }) => id !== null)?.id ?? null;
  }

  /** The results, in order. */
  get results(): readonly Readonly<Record<string, unknown>>[] {
    return this.events.flatMap(({ event, data }) => (event === 'next' && data ? [data] : []));
  }

  /** Waits until it fulfils a condition. Throws after ten seconds. */
  async until(condition: (line: this) => boolean): Promise<void> {
    const late = sleep(10_000, 'late', { ref: false });
    while (!condition(this)) {
      const woken = Promise.withResolvers<void>();
      this.#wake.add(woken.resolve);
      const first = await Promise.race([woken.promise, late]);
      this.#wake.delete(woken.resolve);
      if (first === 'late') {
        throw new Error(`The stream did not tell in time; it told ${this.text.slice(-1_000)}`);
      }
    }
  }

  /** Leaves without a word. */
  cut(): void {
    this.outgoing.destroy();
  }

  #take(chunk: string): void {
    const begun = this.text.slice(this.text.lastIndexOf('\n\n') + 2);
    this.text += chunk;
    const blocks = (this.text.includes('\n\n') ? begun + chunk : '').split('\n\n').slice(0, -1);
    for (const block of blocks) {
      const event = fieldOf(block, 'event');
      if (event !== null) {
        const data = fieldOf(block, 'data');
        this.events.push({ id: fieldOf(block, 'id'), event, data: data ? (JSON.parse(data) as object as never) : null });
      }
    }
    this.#wake.forEach((wake) => wake());
  }
}
