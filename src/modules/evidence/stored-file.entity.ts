import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt } from '../../database/columns.js';

/** Bytes that the storage holds under their own SHA-256: the same file is kept once, and never changes. */
export const StoredFileEntity = defineEntity({
  name: 'StoredFile',
  properties: {
    /** SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
    sha256: p.text().primary(),
    sizeBytes: p.integer(),
    createdAt: createdAt(),
  },
});

export type StoredFile = InferEntity<typeof StoredFileEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    stored_file: InferKyselyTable<typeof StoredFileEntity>;
  }
}
