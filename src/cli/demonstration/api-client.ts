import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { demonstrationEmail } from './data/demonstration-people.js';
import { demonstrationPassword } from './people.js';

/** An expected refusal, as every payload of a mutation lists them. */
export interface RefusedMutation {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

/** A client of the public API, over HTTP and WebSocket like any other. */
export class ApiClient {
  constructor(
    readonly url: string,
    readonly name: string,
    private readonly token: string | null = null,
  ) {}

  /** Signs in with a demonstration account. Throws when that is refused. */
  static async signIn(url: string, name: string): Promise<ApiClient> {
    const client = new ApiClient(url, name);
    const data = await client.send<{
      sessionCreate: { session: { token: string } | null; errors: readonly RefusedMutation[] };
    }>(
      `mutation ($input: SessionCreateInput!) {
        sessionCreate(input: $input) { session { token } errors { code message path } }
      }`,
      { input: { email: demonstrationEmail(name), password: demonstrationPassword } },
    );
    const { session, errors } = data.sessionCreate;
    if (!session) {
      throw new Error(`${name} cannot sign in: ${errors.map(({ message }) => message).join(' ')}`);
    }
    return new ApiClient(url, name, session.token);
  }

  /** Sends an operation by POST. Throws when the answer has errors, also those of a mutation's payload. */
  async send<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': 'en',
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data?: Data | null; errors?: readonly { message: string }[] };
    const refused = Object.values((answer.data ?? {}) as Record<string, { errors?: readonly RefusedMutation[] } | null>)
      .flatMap((payload) => payload?.errors ?? [])
      .map(({ code, path, message }) => `${code} ${path.join('.')} ${message}`);
    const broken = (answer.errors ?? []).map(({ message }) => message);
    if (!answer.data || broken.length > 0 || refused.length > 0) {
      throw new Error(`${this.name}: ${[...broken, ...refused].join('; ')}`);
    }
    return answer.data;
  }

  /** Opens a socket of its own; `onSocket` is given each one, so that it can be cut. */
  connect(onSocket: (socket: WebSocket) => void): Client {
    return createClient({
      url: `${this.url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols?: string | string[]) {
          super(address, protocols);
          onSocket(this);
        }
      },
      connectionParams: this.token ? { authorization: `Bearer ${this.token}` } : {},
      retryAttempts: 0,
    });
  }
}
