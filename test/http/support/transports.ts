import { type ClientOptions, WebSocket } from 'ws';

/** What comes back for one operation, alike for both transports. */
export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: Record<string, unknown>;
    readonly path?: unknown;
  }[];
  readonly extensions?: Record<string, unknown>;
}

/** One way of sending an operation. */
export interface Transport {
  readonly name: string;
  readonly send: (
    url: string,
    query: string,
    variables?: object,
    token?: string,
    language?: string,
  ) => Promise<Answer>;
}

/** A graphql-transport-ws connection, message by message. */
export class Line {
  readonly messages: Record<string, unknown>[] = [];
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  #wake = Promise.withResolvers<void>();

  constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => {
      this.messages.push(JSON.parse(String(data)) as Record<string, unknown>);
      this.#wake.resolve();
      this.#wake = Promise.withResolvers<void>();
    });
    this.closed = new Promise((resolve) =>
      socket.on('close', (code, reason) => resolve({ code, reason: String(reason) })),
    );
    socket.on('error', () => {});
  }

  /** Connects; with `init` sends it and waits for the acknowledgement. */
  static async open(
    url: string,
    init: object | null = {},
    headers: Record<string, string> = {},
    options: ClientOptions = {},
  ): Promise<Line> {
    const address = `${url.replace('http', 'ws')}/graphql`;
    const socket = new WebSocket(address, 'graphql-transport-ws', { ...options, headers });
    const line = new Line(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('unexpected-response', (_, response) => reject(new Error(`status ${response.statusCode}`)));
    });
    if (init) {
      line.send({ type: 'connection_init', payload: init });
      await Promise.race([line.next((message) => message.type === 'connection_ack'), line.closed]);
    }
    return line;
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables: object = {}): void {
    this.send({ id, type: 'subscribe', payload: { query, variables } });
  }

  /** The first message that fits, now or later. */
  async next(fits: (message: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    for (;;) {
      const wake = this.#wake.promise;
      const found = this.messages.find(fits);
      if (found) {
        return found;
      }
      await wake;
    }
  }

  close(): void {
    this.socket.close();
  }
}

const overHttp: Transport = {
  name: 'HTTP',
  async send(url, query, variables = {}, token, language = 'en') {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': language,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  },
};

const overWebSocket: Transport = {
  name: 'WebSocket',
  async send(url, query, variables = {}, token, language = 'en') {
    const line = await Line.open(url, { locale: language, ...(token ? { authorization: `Bearer ${token}` } : {}) });
    line.subscribe('1', query, variables);
    const message = await line.next(({ type }) => type === 'next' || type === 'error');
    line.close();
    return message.type === 'error'
      ? { errors: message.payload as NonNullable<Answer['errors']> }
      : (message.payload as Answer);
  },
};

/** Both ways. */
export const transports: readonly Transport[] = [overHttp, overWebSocket];
