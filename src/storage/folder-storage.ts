import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { FileClaim, FileStorage, StorageFailure } from './file-storage.js';
import { makeFolder } from './make-folder.js';

const hashForm = /^[0-9a-f]{64}$/;

/** Raised inside when the bytes are not those of the claim. */
class Mismatch extends Error {}

/** A file that is being written. A write may take less than it was given, as on a disk that is about to be full. */
export interface WritableFile {
  write(chunk: Uint8Array): Promise<{ readonly bytesWritten: number }>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a file for writing; a port, so that a full disk can be tested. */
export type OpenForWriting = (path: string) => Promise<WritableFile>;

/** Writes all bytes of a chunk, however many the system takes at once. */
async function writeWhole(file: WritableFile, chunk: Uint8Array): Promise<void> {
  for (let from = 0; from < chunk.length; ) {
    const { bytesWritten } = await file.write(chunk.subarray(from));
    if (bytesWritten <= 0) {
      throw new Error('the system takes no more bytes');
    }
    from += bytesWritten;
  }
}

/** Keeps files in a folder: `ab/cd/<sha256>`, written beside and renamed when they are whole and on disk. */
export class FolderStorage implements FileStorage {
  constructor(
    private readonly root: string,
    private readonly openForWriting: OpenForWriting = (path) => open(path, 'wx', 0o640),
    /** Told why a file could not be kept, which those who run the server have to know. */
    private readonly failed: (error: unknown) => void = () => {},
  ) {}

  /** Makes the folder, and clears what killed servers left. Throws STORAGE_UNWRITABLE when nothing can be kept in it. */
  async prepare(): Promise<void> {
    const probe = join(this.root, 'incoming', randomUUID());
    try {
      await makeFolder(dirname(probe));
      await writeFile(probe, '');
      await rm(probe);
      await this.#clearIncoming();
    } catch (error) {
      const reason = (error as Error).message;
      throw Object.assign(
        new Error(`Files cannot be kept in ${this.root} (${reason}). Set KENGASH_DATA_DIR to a folder that can be written.`),
        { code: 'STORAGE_UNWRITABLE' },
      );
    }
  }

  /** Files on their way for an hour are on nobody's way any more; younger ones may be another node's. */
  async #clearIncoming(): Promise<void> {
    const folder = join(this.root, 'incoming');
    for (const name of await readdir(folder)) {
      const file = join(folder, name);
      const found = await stat(file).catch(() => null);
      if (found && Date.now() - found.mtimeMs > 3_600_000) {
        await rm(file, { force: true });
      }
    }
  }

  async put(bytes: AsyncIterable<Uint8Array>, { sha256, sizeBytes }: FileClaim): Promise<StorageFailure | null> {
    const place = this.#place(sha256);
    const temporary = join(this.root, 'incoming', randomUUID());
    try {
      await makeFolder(dirname(temporary));
      const file = await this.openForWriting(temporary);
      const hash = createHash('sha256');
      let size = 0;
      try {
        for await (const chunk of bytes) {
          size += chunk.length;
          if (size > sizeBytes) {
            throw new Mismatch();
          }
          hash.update(chunk);
          await writeWhole(file, chunk);
        }
        await file.sync();
      } finally {
        await file.close();
      }
      if (size !== sizeBytes || hash.digest('hex') !== sha256) {
        throw new Mismatch();
      }
      // What counts is what is on disk, not what was handed over.
      if ((await stat(temporary)).size !== sizeBytes) {
        throw new Error('the file on disk is not whole');
      }
      await makeFolder(dirname(place));
      await rename(temporary, place);
      return null;
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => {});
      if (error instanceof Mismatch) {
        return 'UPLOAD_MISMATCH';
      }
      this.failed(error);
      return 'STORAGE_UNAVAILABLE';
    }
  }

  async open(sha256: string): Promise<Readable | null> {
    const place = this.#place(sha256);
    const isThere = await access(place).then(
      () => true,
      () => false,
    );
    return isThere ? createReadStream(place) : null;
  }

  async forget(sha256: string, unlessYoungerThan: number): Promise<void> {
    const place = this.#place(sha256);
    const aside = join(this.root, 'incoming', randomUUID());
    const isYoung = async (path: string): Promise<boolean> => Date.now() - (await stat(path)).mtimeMs < unlessYoungerThan;
    try {
      if (await isYoung(place)) {
        return;
      }
      // Looked at again where nobody puts anything: a file that came in between goes back.
      await rename(place, aside);
      await ((await isYoung(aside)) ? rename(aside, place) : rm(aside, { force: true }));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        throw error;
      }
    }
  }

  #place(sha256: string): string {
    if (!hashForm.test(sha256)) {
      throw new RangeError('not a hash');
    }
    return join(this.root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }
}
