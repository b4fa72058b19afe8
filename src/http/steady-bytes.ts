import type { IncomingMessage } from 'node:http';

/** Raised when the rest of a body does not come; the client is told with 408. */
export class BodyTooSlow extends Error {
  readonly code = 'REQUEST_TIMEOUT';

  constructor() {
    super('The rest of the body did not come in time');
  }
}

/** How long a body is waited for, in milliseconds: for all of it, or for each piece of it. */
export type BodyPatience = { readonly whole: number } | { readonly piece: number };

/**
 * The bytes of a body as they come. Throws BodyTooSlow when they do not come in time; what the reader itself takes
 * between two pieces does not count as theirs. The connection stays, so that an answer can be given.
 */
export async function* steadyBytes(
  request: IncomingMessage,
  patience: BodyPatience,
): AsyncGenerator<Buffer, void, undefined> {
  const bytes = request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  const started = performance.now();
  for (;;) {
    const rest = 'piece' in patience ? patience.piece : patience.whole - (performance.now() - started);
    const next = await within(bytes.next(), rest);
    if (next.done) {
      return;
    }
    yield next.value;
  }
}

async function within<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new BodyTooSlow()), Math.max(0, milliseconds));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
