import type { Frame, StreamEnd } from './frame.js';
import type { Hub } from './hub.js';
import type { Listening } from './listening.js';
import { Subscription } from './subscription.js';

/** Makes the stream active until the signal is aborted, and tells its frames to whoever may listen. */
export async function* listen<S>(
  hub: Hub,
  listening: Listening<S>,
  signal: AbortSignal,
): AsyncGenerator<Frame<S>, StreamEnd, undefined> {
  const channel = hub.join(listening.stream);
  signal.addEventListener('abort', () => hub.leave(channel), { once: true });
  const end = yield* new Subscription(hub, channel, listening, signal).frames();
  return end.code === 'CURRENT' ? { code: 'CLOSED' } : end;
}
