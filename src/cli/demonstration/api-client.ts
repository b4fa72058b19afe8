import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { demonstrationEmail } from './data/demonstration-people.js';
import { repeated } from './documents/repeated.js';
import { type RefusedFragment, SessionCreateDocument, type TypedDocumentString } from './generated/graphql.js';
import { demonstrationPassword } from './people.js';
import { answerTime, ServerGoneError } from './server-gone.js';

/** So many inputs go with one request. */
const batch = 10;

/** Variables may be left out where none of them is needed. */
export type VariablesOf<Variables> = Record<never, never> extends Variables ? [variables?: Variables] : [variables: Variables];

/** A client of the public API, over HTTP and WebSocket like any other. */
export class ApiClient {
  constructor(
    readonly url: string,
    readonly name: string,
    private readonly token: string | null = null,
  ) {}

  /** Signs in with a demonstration account. Throws when that is refused. */
  static async signIn(url: string, name: string): Promise<ApiClient> {
    const { sessionCreate } = await new ApiClient(url, name).send(SessionCreateDocument, {
      input: { email: demonstrationEmail(name), password: demonstrationPassword },
    });
    if (!sessionCreate.session) {
      throw new Error(`${name} cannot sign in`);
    }
    return new ApiClient(url, name, sessionCreate.session.token);
  }

  /** Sends an operation by POST. Throws when the answer has errors, also those of a mutation's payload, or none comes. */
  async send<Data, Variables extends object>(
    document: TypedDocumentString<Data, Variables>,
    ...[variables]: VariablesOf<Variables>
  ): Promise<Data> {
    return (await this.#post(document.toString(), variables)) as Data;
  }

  /** Sends many inputs of one mutation, ten to a request. */
  async sendAll<Data, Input>(
    document: TypedDocumentString<Data, { input: Input }>,
    inputs: readonly NoInfer<Input>[],
  ): Promise<void> {
    for (let from = 0; from < inputs.length; from += batch) {
      const some = inputs.slice(from, from + batch);
      const variables = Object.fromEntries(some.map((input, at) => [`input${at}`, input]));
      await this.#post(repeated(document.toString(), some.length), variables);
    }
  }

  async #post(query: string, variables: object = {}): Promise<object> {
    const { text } = await this.#exchange('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': 'en',
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    const answer = JSON.parse(text) as {
      data?: Readonly<Record<string, { errors?: readonly RefusedFragment[] } | null>> | null;
      errors?: readonly { message: string }[];
    };
    const refused = Object.values(answer.data ?? {})
      .flatMap((payload) => payload?.errors ?? [])
      .map(({ code, path, message }) => `${code} ${path.join('.')} ${message}`);
    const broken = (answer.errors ?? []).map(({ message }) => message);
    if (!answer.data || broken.length > 0 || refused.length > 0) {
      throw new Error(`${this.name}: ${[...broken, ...refused].join('; ')}`);
    }
    return answer.data;
  }

  /** Sends the bytes of a file. Throws when they are not taken. */
  async put(path: string, mediaType: string, body: Uint8Array<ArrayBuffer>): Promise<void> {
    const { isGood, text } = await this.#exchange(path, { method: 'PUT', headers: { 'content-type': mediaType }, body });
    if (!isGood) {
      throw new Error(`${this.name}: the file was not taken (${text})`);
    }
  }

  /** Opens a connection for subscriptions when the first one is made; `onSocket` is given it, so that it can be cut. */
  connect(onSocket: (socket: WebSocket) => void): ApiSocket {
    const client = createClient({
      url: `${this.url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols?: string | string[]) {
          super(address, protocols);
          onSocket(this);
        }
      },
      connectionParams: { locale: 'en', ...(this.token ? { authorization: `Bearer ${this.token}` } : {}) },
      retryAttempts: 0,
    });
    return new ApiSocket(client);
  }

  async #exchange(path: string, request: RequestInit): Promise<{ readonly isGood: boolean; readonly text: string }> {
    try {
      const response = await fetch(`${this.url}${path}`, { ...request, signal: AbortSignal.timeout(answerTime) });
      return { isGood: response.ok, text: await response.text() };
    } catch (error) {
      throw new ServerGoneError(this.url, error);
    }
  }
}

/** One connection with any number of subscriptions. */
export class ApiSocket {
  constructor(private readonly client: Client) {}

  /** Listens. Throws when the connection is cut; listening again makes another one. */
  subscribe<Data, Variables extends Readonly<Record<string, unknown>>>(
    document: TypedDocumentString<Data, Variables>,
    variables: NoInfer<Variables>,
  ): AsyncIterable<{ readonly data?: Data | null | undefined }> {
    return this.client.iterate<Data>({ query: document.toString(), variables });
  }

  /** Ends it. */
  close(): void {
    void this.client.dispose();
  }
}
