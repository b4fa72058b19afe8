import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId } from './columns.js';

/** The remembered answer to a write, kept for seven days: a repeat gets the same answer and has no second effect. */
export const IdempotencyRecordEntity = defineEntity({
  name: 'IdempotencyRecord',
  properties: {
    id: orderedId(),
    actorId: p.uuid(),
    key: p.uuid(),
    operation: p.text(),
    requestHash: p.text(),
    response: p.json<unknown>(),
    createdAt: createdAt(),
  },
  uniques: [{ properties: ['actorId', 'key'] }],
  indexes: [{ properties: ['createdAt'] }],
});

export type IdempotencyRecord = InferEntity<typeof IdempotencyRecordEntity>;

declare module './tables.js' {
  interface Tables {
    idempotency_record: InferKyselyTable<typeof IdempotencyRecordEntity>;
  }
}
