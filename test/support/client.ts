import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { demonstrationEmail } from '../../src/cli/demonstration/data/demonstration-people.js';
import { demonstrationPassword } from '../../src/cli/demonstration/people.js';

/** The answer to an operation, as it came over the wire. */
export interface Answer<Data = Record<string, never>> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A client of the public door, signed in or not. */
export class TestClient {
  constructor(
    readonly url: string,
    readonly token: string | null = null,
    readonly language = 'en',
  ) {}

  /** Sends a query or mutation by POST. */
  async send<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer<Data>> {
    const response = await this.post({ query, variables });
    return (await response.json()) as Answer<Data>;
  }

  /** Sends a body by POST and gives the whole response. */
  async post(body: unknown): Promise<Response> {
    return fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': this.language,
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
      },
      body: JSON.stringify(body),
    });
  }

  /** Opens a socket of its own. To be disposed at the end. */
  socket(options: { readonly onSocket?: (socket: WebSocket) => void; readonly retries?: number } = {}): Client {
    return createClient({
      url: `${this.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols?: string | string[]) {
          super(address, protocols);
          options.onSocket?.(this);
        }
      },
      connectionParams: {
        locale: this.language,
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
      },
      retryAttempts: options.retries ?? 0,
      lazy: true,
    });
  }
}

/** Signs in with a demonstration account. Throws when that is refused. */
export async function signIn(url: string, accountName: string, language = 'en'): Promise<TestClient> {
  const answer = await new TestClient(url).send<{
    sessionCreate: { session: { token: string } | null; errors: readonly { code: string }[] };
  }>(
    `mutation ($input: SessionCreateInput!) {
      sessionCreate(input: $input) { session { token } errors { code message path } }
    }`,
    { input: { email: demonstrationEmail(accountName), password: demonstrationPassword } },
  );
  const token = answer.data?.sessionCreate.session?.token;
  if (!token) {
    throw new Error(`${accountName} cannot sign in: ${JSON.stringify(answer)}`);
  }
  return new TestClient(url, token, language);
}
