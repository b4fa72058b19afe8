import { type AnswerError, ConnectionError, OperationError } from './errors.js';
import type { Session } from './session.js';

/** An operation as it goes over the wire. */
export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The answer to an operation as it comes over the wire. */
export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly AnswerError[];
}

/** Milliseconds in which a server has to answer; more than it gives an operation. */
const patience = 60_000;

function readAnswer(text: string): Answer | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && ('data' in value || 'errors' in value) ? (value as Answer) : null;
  } catch {
    return null;
  }
}

/** Queries and mutations over HTTP. */
export class HttpRequests {
  constructor(
    private readonly url: string,
    private readonly session: Session,
    private readonly fetch: typeof globalThis.fetch,
  ) {}

  /** Sends an operation and gives its data. Throws OperationError, ConnectionError, and the signal's reason. */
  async send(operation: Operation, signal?: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
    const headers = { 'content-type': 'application/json', ...(await this.session.headers()) };
    const body = JSON.stringify(operation);
    const { status, text } = await this.#exchange({ method: 'POST', headers, body }, signal);
    const answer = readAnswer(text);
    if (!answer) {
      throw new ConnectionError(`Something that is no GraphQL server answered with status ${status}.`, status);
    }
    if (answer.errors?.length || !answer.data) {
      throw new OperationError(answer.errors ?? []);
    }
    return answer.data;
  }

  async #exchange(request: RequestInit, signal?: AbortSignal): Promise<{ readonly status: number; readonly text: string }> {
    const late = AbortSignal.timeout(patience);
    try {
      const response = await this.fetch(this.url, { ...request, signal: signal ? AbortSignal.any([signal, late]) : late });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      signal?.throwIfAborted();
      throw new ConnectionError('The server cannot be reached.', null, { cause: error });
    }
  }
}
