import { randomUUID } from 'node:crypto';
import { type WebSocket as WsSocket, WebSocket } from 'ws';
import { type ClientOptions, createKengashClient, type KengashClient, typed } from '../../../src/client/index.js';
import type { Stream, StreamHandlers } from '../../../src/client/index.js';
import type { TestClient } from '../../support/client.js';

/** An event of a council's stream. */
export interface CouncilEvent {
  readonly seq: number;
  readonly prev: number;
  readonly cursor: string;
  readonly mutationId: string | null;
}

type Frame =
  | { readonly __typename: 'Ready'; readonly recovered: boolean; readonly replayed: number }
  | { readonly __typename: 'CouncilSnapshot'; readonly cursor: string; readonly council: { readonly version: number } }
  | { readonly __typename: 'Events'; readonly cursor: string; readonly events: readonly CouncilEvent[] }
  | { readonly __typename: 'Checkpoint'; readonly cursor: string }
  | { readonly __typename: 'Reset'; readonly reason: string }
  | { readonly __typename: 'AuthExpiring'; readonly at: string };

/** Follows a council: every frame that there is. */
export const councilStream = typed<{ readonly stream: Frame }, { readonly id: string; readonly after?: string | null }>(`
  subscription ($id: ID!, $after: Cursor) {
    stream: councilStream(councilId: $id, after: $after) {
      __typename
      ... on Ready { recovered replayed }
      ... on CouncilSnapshot { cursor council { version } }
      ... on Events { cursor events { seq prev cursor mutationId } }
      ... on Checkpoint { cursor }
      ... on Reset { reason }
      ... on AuthExpiring { at }
    }
  }`);

interface CouncilUpdateInput {
  readonly id: string;
  readonly version: number;
  readonly phone?: string;
  readonly idempotencyKey?: string;
}

/** Changes the card of a council. */
export const councilUpdate = typed<
  {
    readonly councilUpdate: {
      readonly council: { readonly version: number; readonly phone: string } | null;
      readonly positions: readonly string[];
      readonly errors: readonly { readonly code: string; readonly message: string; readonly path: readonly string[] }[];
    };
  },
  { readonly input: CouncilUpdateInput }
>(`mutation ($input: CouncilUpdateInput!) {
  councilUpdate(input: $input) { council { version phone } positions errors { code message path } }
}`);

/** What a follower holds: the version of the snapshot, and the events that came after it. */
export interface Held {
  readonly version: number;
  readonly events: readonly CouncilEvent[];
}

/** Folds the frames of a council. */
export const heldAfter: StreamHandlers<{ readonly stream: Frame }, Held>['apply'] = (held, frame) =>
  frame.__typename === 'CouncilSnapshot'
    ? { version: frame.council.version, events: [] }
    : { version: held?.version ?? NaN, events: [...(held?.events ?? []), ...frame.events] };

/** Waits so short between attempts that a test can lose many connections. */
export const quick = { first: 20, most: 200 } as const;

/** A client of the package whose sockets can be cut. */
export interface CuttableClient {
  readonly client: KengashClient;
  /** Cuts the socket, as a network does. */
  cut(): void;
  /** How many sockets there were. */
  sockets(): number;
}

/** Makes a client for a test. To be closed at the end. */
export function cuttableClient(account: TestClient, options: Partial<ClientOptions> = {}): CuttableClient {
  const opened: WsSocket[] = [];
  const client = createKengashClient({
    url: `${account.url}/graphql`,
    token: account.token,
    locale: 'en',
    backoff: quick,
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols?: string | string[]) {
        super(address, protocols);
        opened.push(this);
      }
    },
    ...options,
  });
  return { client, cut: () => opened.at(-1)?.terminate(), sockets: () => opened.length };
}

/** Waits until the state fulfils a condition. Throws when the stream fails, and after the milliseconds given. */
export async function until<State>(
  stream: Stream<State>,
  condition: (state: State) => boolean,
  milliseconds = 60_000,
): Promise<State> {
  const late = AbortSignal.timeout(milliseconds);
  const states = stream[Symbol.asyncIterator]();
  const tooLate = new Promise<never>((_, reject) =>
    late.addEventListener('abort', () => reject(new Error(`not reached; ${JSON.stringify(stream.status)} ${JSON.stringify(stream.state)?.slice(-300)}`))),
  );
  for (;;) {
    const next = await Promise.race([states.next(), tooLate]);
    if (next.done) {
      throw new Error(`the stream has ended: ${JSON.stringify(stream.status)}`);
    }
    if (condition(next.value)) {
      return next.value;
    }
  }
}

/** A telephone number that no other has. */
export function anyPhone(): string {
  return `+998 ${randomUUID().replaceAll(/\D/g, '').padEnd(9, '0').slice(0, 9)}`;
}
