import { createHash } from 'node:crypto';

/** SHA-256 of the parts one after another, as 64 lower-case hex digits. Text is hashed as its UTF-8 bytes. */
export function sha256Hex(...parts: readonly (string | Uint8Array)[]): string {
  // The one place that needs node:crypto: a client for browsers replaces this file alone.
  const hash = createHash('sha256');
  for (const part of parts) {
    hash.update(part);
  }
  return hash.digest('hex');
}
