import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, exactDecimal, orderedId } from '../../database/columns.js';
import { EvaluationItemEntity } from './evaluation-item.entity.js';

/** A measured value of an item as numerator and denominator. Append-only: the newest one counts. */
export const MeasurementEntity = defineEntity({
  name: 'Measurement',
  properties: {
    id: orderedId(),
    itemId: () => p.manyToOne(EvaluationItemEntity).mapToPk().fieldName('item_id'),
    numerator: exactDecimal(),
    denominator: exactDecimal().default('1'),
    source: p.text(),
    recordedBy: p.uuid().nullable(),
    createdAt: createdAt(),
  },
  indexes: [{ properties: ['itemId', 'id'] }],
});

export type Measurement = InferEntity<typeof MeasurementEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    measurement: InferKyselyTable<typeof MeasurementEntity>;
  }
}
