import type { Kept, StreamStore } from './stream-store.js';

/** Keeps the states of streams as long as the program runs. */
export function memoryStore(): StreamStore {
  const entries = new Map<string, Kept<unknown>>();
  return {
    load: async (key) => entries.get(key) ?? null,
    save: async (key, kept) => void entries.set(key, kept),
    remove: async (key) => void entries.delete(key),
  };
}
