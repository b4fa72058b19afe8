import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId } from '../../database/columns.js';

/** How somebody takes part. PROXY: a proxy operator acts for a person without a device. */
export const checkInChannels = ['ONLINE', 'ONSITE', 'PROXY'] as const;

/**
 * A time in which somebody was formally present: the base of quorum. It says nothing of connections; a dropped socket
 * ends it only when somebody checks the person out. Who was checked out by another takes part for a while (`attendance.ts`).
 */
export const CheckInEntity = defineEntity({
  name: 'CheckIn',
  properties: {
    id: orderedId(),
    subjectId: p.uuid(),
    accountId: p.uuid(),
    channel: p.enum(checkInChannels),
    checkedInAt: createdAt(),
    checkedInBy: p.uuid(),
    checkedOutAt: p.datetime().nullable(),
    checkedOutBy: p.uuid().nullable(),
  },
  indexes: [{ properties: ['subjectId'] }],
  // Nobody is there twice.
  uniques: [{ name: 'check_in_current_unique', properties: ['subjectId', 'accountId'], where: 'checked_out_at is null' }],
});

export type CheckIn = InferEntity<typeof CheckInEntity>;
export type CheckInChannel = (typeof checkInChannels)[number];

declare module '../../database/tables.js' {
  interface Tables {
    check_in: InferKyselyTable<typeof CheckInEntity>;
  }
}
