import { type BackoffLimits, defaultBackoff } from './backoff.js';
import { textOf, type TypedDocument, type VariablesArgument } from './document.js';
import { HttpRequests } from './http.js';
import { type Presence, PresenceFollower, type PresenceState } from './presence/presence.js';
import { MutationQueue } from './queue/mutation-queue.js';
import { memoryQueue, type QueueStore } from './queue/queue-store.js';
import { type Refresh, Session, type Token } from './session.js';
import { memoryStore } from './store/memory-store.js';
import type { StreamStore } from './store/stream-store.js';
import { streamKey } from './stream/key.js';
import { defaultSilence, type SilenceLimits } from './stream/silence.js';
import type { Stream, StreamHandlers } from './stream/stream.js';
import { StreamFollower } from './stream/stream-follower.js';
import { ConnectionGate } from './transport/connection-gate.js';
import { FallbackTransport, type MakeWay } from './transport/fallback.js';
import { SseTransport } from './transport/sse.js';
import type { Transport } from './transport/transport.js';
import { WebSocketTransport } from './transport/websocket.js';

/** What a client is made of. All but the address may be left out. */
export interface ClientOptions {
  /** The address of the endpoint, such as `https://kengash.example/graphql`; on a page it may be `/graphql`. */
  readonly url: string;
  /** The token of the session, or a function that gives it whenever one is needed. None for the public. */
  readonly token?: Token;
  /** Called when the server says that the session ends soon: extends it. */
  readonly refresh?: Refresh;
  /** The language of messages and labels: `uz-Latn`, `uz-Cyrl`, `kaa`, `ru` or `en`. */
  readonly locale?: string;
  /** Keeps the states of streams; in memory unless given. */
  readonly store?: StreamStore;
  /** Keeps the mutations that wait to be sent; in memory unless given. */
  readonly queueStore?: QueueStore;
  /**
   * How streams come: over WebSocket, over Server-Sent Events, or `auto`: WebSocket, and Server-Sent Events where a
   * network blocks that. `auto` unless given.
   */
  readonly transport?: 'auto' | 'websocket' | 'sse';
  /** The WebSocket class, where the platform has none. */
  readonly webSocketImpl?: unknown;
  /** The function for HTTP, where it is not the platform's own. */
  readonly fetch?: typeof fetch;
  /** How long to wait between attempts; 0.25 to 15 seconds unless given. */
  readonly backoff?: BackoffLimits;
  /** How long a server may be silent; 20 seconds until it is told, 35 until another connection is tried. */
  readonly silence?: SilenceLimits;
}

/** A client of one Kengash server. */
export interface KengashClient {
  /** Asks a query. Throws OperationError, ConnectionError, and the reason of the signal. */
  query<Data, Variables>(document: TypedDocument<Data, Variables>, ...variables: VariablesArgument<Variables>): Promise<Data>;
  /**
   * Sends a mutation, once. Why it was refused is data of its payload. Throws as `query` does; a ConnectionError leaves
   * open whether it took effect, so give it an `idempotencyKey` and send it again, or leave both to `queue`.
   */
  mutate<Data, Variables>(document: TypedDocument<Data, Variables>, ...variables: VariablesArgument<Variables>): Promise<Data>;
  /** Follows a stream until it is closed, over any number of connections. `after` is the client's own affair. */
  stream<Data, Variables extends object, State>(
    document: TypedDocument<Data, Variables>,
    variables: Omit<NoInfer<Variables>, 'after'>,
    handlers: StreamHandlers<Data, State>,
  ): Stream<State>;
  /**
   * Is present in the stream of an object (its id) until it is closed, and follows who else is. The state is what the
   * client says of itself.
   */
  presence(streamOf: string, state?: PresenceState | null): Presence;
  /** Mutations that wait for the network, if need be over a restart of the program. */
  readonly queue: MutationQueue;
  /** Ends all streams and connections. What stores hold stays. */
  close(): Promise<void>;
}

/** What ends with its client. */
interface Followed {
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

function makeTransport(
  { transport = 'auto', webSocketImpl, backoff = defaultBackoff }: ClientOptions,
  { href }: URL,
  { session, request, gate }: { readonly session: Session; readonly request: typeof fetch; readonly gate: ConnectionGate },
): Transport {
  const socketOptions = {
    url: href.replace(/^http/, 'ws'),
    webSocketImpl,
    connectionParameters: () => session.connectionParameters(),
  };
  const sseOptions = { url: `${href.replace(/\/$/, '')}/stream`, fetch: request, headers: () => session.headers() };
  const webSocket: MakeWay = (onAttempt) => new WebSocketTransport(socketOptions, gate, onAttempt);
  const sse: MakeWay = (onAttempt) => new SseTransport(sseOptions, gate, onAttempt);
  switch (transport) {
    case 'websocket':
      return webSocket(() => {});
    case 'sse':
      return sse(() => {});
    case 'auto':
      return new FallbackTransport(webSocket, sse, backoff);
  }
}

/** Makes a client. Nothing is connected before the first stream. Throws TypeError for an address that is none. */
export function createKengashClient(options: ClientOptions): KengashClient {
  const { backoff = defaultBackoff, silence = defaultSilence, store = memoryStore() } = options;
  const { location } = globalThis as { readonly location?: { readonly href: string } };
  const url = new URL(options.url, location?.href);
  const closed = new AbortController();
  const session = new Session(options.token ?? null, options.locale ?? null, options.refresh ?? null);
  const request: typeof fetch = options.fetch ?? ((...wanted) => fetch(...wanted));
  const http = new HttpRequests(url.href, session, request);
  const transport = makeTransport(options, url, { session, request, gate: new ConnectionGate(backoff, closed.signal) });
  const send: HttpRequests['send'] = (operation, signal) => http.send(operation, signal);
  const queue = new MutationQueue({ store: options.queueStore ?? memoryQueue(), backoff, send });
  const followed = new Set<Followed>();
  const ports = { transport, store, backoff, silence, expiring: (at: string) => session.expiring(at) };

  async function ask<Data, Variables>(document: TypedDocument<Data, Variables>, variables: object = {}): Promise<Data> {
    return (await http.send({ query: textOf(document), variables: { ...variables } }, closed.signal)) as Data;
  }

  function keep<T extends Followed>(one: T): T {
    followed.add(one);
    const forget = (): void => void followed.delete(one);
    one.closed.then(forget, forget);
    return one;
  }

  return {
    query: (document, ...[variables]) => ask(document, variables as object | undefined),
    mutate: (document, ...[variables]) => ask(document, variables as object | undefined),
    stream: (document, variables, handlers) => {
      const query = textOf(document);
      const key = handlers.key ?? streamKey(query, variables);
      return keep(new StreamFollower({ query, variables: { ...variables }, key }, handlers, ports));
    },
    presence: (streamOf, state = null) => keep(new PresenceFollower(streamOf, state, { transport, backoff, send })),
    queue,
    close: async () => {
      closed.abort(new Error('The client was closed.'));
      await Promise.all([queue.close(), ...[...followed].map((one) => one.close())]);
      transport.close();
    },
  };
}
