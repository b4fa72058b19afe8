import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId } from '../../database/columns.js';

/**
 * A timer by duration: it began, has run for so long, and ends by the database's clock. While it is paused it has no end;
 * what is left of it then begins anew.
 */
export const TimerEntity = defineEntity({
  name: 'Timer',
  properties: {
    id: orderedId(),
    /** What it belongs to, by which it is paused with all the others. */
    subjectId: p.uuid(),
    /** What is to happen at its end, for the module that has set it. */
    purpose: p.text(),
    /** The object that it is about. */
    objectId: p.uuid(),
    startedAt: createdAt(),
    durationMs: p.integer(),
    /** When it runs out; null while it is paused and once it is over. */
    endsAt: p.datetime().nullable(),
    /** What was left when it was paused; null while it runs and once it is over. */
    remainingMs: p.integer().nullable(),
  },
  indexes: [{ properties: ['subjectId'] }, { properties: ['endsAt'] }],
  uniques: [{ properties: ['objectId', 'purpose'] }],
});

export type Timer = InferEntity<typeof TimerEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    timer: InferKyselyTable<typeof TimerEntity>;
  }
}
