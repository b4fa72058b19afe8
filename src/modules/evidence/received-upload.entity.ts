import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt } from '../../database/columns.js';

/**
 * A ticket under which its bytes have come. Knowing the hash of a file is not having it: only who has brought the bytes
 * may put them in evidence.
 */
export const ReceivedUploadEntity = defineEntity({
  name: 'ReceivedUpload',
  properties: {
    /** SHA-256 of the ticket's text, 64 lower-case hexadecimal digits. */
    ticketHash: p.text().primary(),
    /** SHA-256 of the bytes that came; null for what came before this was kept. */
    sha256: p.text().nullable(),
    /** When it became a piece of evidence; a ticket is good for one. */
    usedAt: p.datetime().nullable(),
    createdAt: createdAt(),
  },
  indexes: [{ properties: ['createdAt'] }, { properties: ['sha256'] }],
});

export type ReceivedUpload = InferEntity<typeof ReceivedUploadEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    received_upload: InferKyselyTable<typeof ReceivedUploadEntity>;
  }
}
