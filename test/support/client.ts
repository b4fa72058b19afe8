import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { VariablesOf } from '../../src/cli/demonstration/api-client.js';
import { demonstrationEmail } from '../../src/cli/demonstration/data/demonstration-people.js';
import { demonstrationPassword } from '../../src/cli/demonstration/people.js';
import { SessionCreateDocument, type TypedDocumentString } from './generated/graphql.js';

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

  /** Sends a query or mutation by POST. As a string it may be anything; a typed document is held to what the schema has. */
  async send<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer<Data>>;
  async send<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    ...[variables]: VariablesOf<Variables>
  ): Promise<Answer<Data>>;
  async send(query: object | string, variables: object = {}): Promise<Answer<unknown>> {
    const response = await this.post({ query: query.toString(), variables });
    return (await response.json()) as Answer<unknown>;
  }

  /** Sends a typed document and gives its data. Throws when the answer has errors beside those of a payload. */
  async ask<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    ...variables: VariablesOf<Variables>
  ): Promise<Data> {
    const { data, errors } = await this.send(document, ...variables);
    if (!data || errors) {
      throw new Error(`the operation failed: ${JSON.stringify(errors)}`);
    }
    return data;
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
  const { sessionCreate } = await new TestClient(url).ask(SessionCreateDocument, {
    input: { email: demonstrationEmail(accountName), password: demonstrationPassword },
  });
  if (!sessionCreate.session) {
    throw new Error(`${accountName} cannot sign in: ${JSON.stringify(sessionCreate)}`);
  }
  return new TestClient(url, sessionCreate.session.token, language);
}
