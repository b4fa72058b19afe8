import { type Channel, platform } from '../platform.js';

/**
 * Does something while no other page that shares the name does. Without a name, or where the platform has no Web Locks,
 * at once. Rejects when the signal is aborted while others hold it.
 */
export async function exclusively(name: string | null, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  const { locks } = platform.navigator ?? {};
  await (name !== null && locks ? locks.request(`kengash-queue-${name}`, { signal }, work) : work());
}

/** Tells the other pages that share the name, and hears from them. Without a name there is nobody to tell. */
export function openChannel(name: string | null, hear: (message: unknown) => void): Channel | null {
  if (name === null || !platform.BroadcastChannel) {
    return null;
  }
  const channel = new platform.BroadcastChannel(`kengash-queue-${name}`);
  channel.addEventListener('message', ({ data }) => hear(data));
  return channel;
}
