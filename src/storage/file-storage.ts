import type { Readable } from 'node:stream';

/** What the bytes of a file have to be. */
export interface FileClaim {
  /** SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Why a file could not be kept. */
export type StorageFailure = 'UPLOAD_MISMATCH' | 'STORAGE_UNAVAILABLE';

/** Keeps files under their own hash: what is there once never changes. */
export interface FileStorage {
  /** Keeps the bytes if they are those of the claim; null when they are kept, else why not. Nothing half stays. */
  put(bytes: AsyncIterable<Uint8Array>, claim: FileClaim): Promise<StorageFailure | null>;
  /** The bytes; null when they are not there. */
  open(sha256: string): Promise<Readable | null>;
  /** Deletes bytes, unless they were put there again in the last so many milliseconds. */
  forget(sha256: string, unlessYoungerThan: number): Promise<void>;
}
