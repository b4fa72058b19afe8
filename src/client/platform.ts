import type { IndexedDbFactory } from './store/indexed-database.js';

/** What browsers, and partly Node, offer beyond the language. Each is used where it is there. */
interface Platform {
  readonly navigator?: { readonly locks?: LockManager };
  readonly indexedDB?: IndexedDbFactory;
  readonly BroadcastChannel?: new (name: string) => Channel;
  addEventListener?(type: 'online', listener: () => void): void;
  removeEventListener?(type: 'online', listener: () => void): void;
}

/** Web Locks: one holder of a name across all pages of an origin. */
export interface LockManager {
  request<T>(name: string, options: { readonly signal: AbortSignal }, work: () => Promise<T>): Promise<T>;
}

/** A channel between the pages of an origin. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  close(): void;
}

/** The platform that the program runs on. */
export const platform = globalThis as unknown as Platform;

/** Waits; ends early when the signal is aborted, or when the browser is connected to a network again. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      platform.removeEventListener?.('online', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    platform.addEventListener?.('online', end);
    signal.addEventListener('abort', end);
    if (signal.aborted) {
      end();
    }
  });
}
