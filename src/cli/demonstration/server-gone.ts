import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds in which a server has to answer, more than it allows itself. */
export const answerTime = 30_000;

/** The server that the story plays on is not there any more. */
export class ServerGoneError extends Error {
  readonly code = 'SERVER_GONE';

  constructor(url: string, cause?: unknown) {
    super(`The server at ${url} stopped answering. Start it, then run \`npm run demo\` again.`, { cause });
  }
}

/** Waits for what a server has to tell, and not for ever. Throws ServerGoneError. */
export async function inTime<T>(url: string, work: Promise<T>, milliseconds = answerTime): Promise<T> {
  const told = new AbortController();
  const late = delay(milliseconds, undefined, { signal: told.signal }).then(() => {
    throw new ServerGoneError(url);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    told.abort();
    late.catch(() => {});
  }
}
