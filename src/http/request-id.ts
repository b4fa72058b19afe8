import { randomUUID } from 'node:crypto';

/** The id of a request: the client's own where it is harmless, else a new one. */
export function requestIdOf(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' && /^[\w.-]{8,64}$/.test(header) ? header : randomUUID();
}
