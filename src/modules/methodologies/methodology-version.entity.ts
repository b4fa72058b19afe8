import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId, version } from '../../database/columns.js';
import type { MethodologyBody } from '../../publication/methodology-body.js';
import { MethodologyEntity } from './methodology.entity.js';

/** The states of a methodology version; its table of transitions is `methodology-version.machine.ts`. */
export const methodologyVersionStates = ['DRAFT', 'IN_REVIEW', 'APPROVED', 'RETIRED', 'DISCARDED'] as const;

/** One text of a methodology: edited as a draft, reviewed by a second person, then immutable and known by its hash. */
export const MethodologyVersionEntity = defineEntity({
  name: 'MethodologyVersion',
  properties: {
    id: orderedId(),
    methodologyId: () => p.manyToOne(MethodologyEntity).mapToPk().fieldName('methodology_id'),
    number: p.integer(),
    state: p.enum(methodologyVersionStates).default('DRAFT'),
    body: p.json<MethodologyBody>(),
    /** SHA-256 of the canonical body, set when it is approved. */
    contentHash: p.text().nullable(),
    effectiveFrom: p.date().nullable(),
    /** The account that wrote it; null for what the seeder loads. */
    authoredBy: p.uuid().nullable(),
    submittedAt: p.datetime().nullable(),
    approvedBy: p.uuid().nullable(),
    approvedAt: p.datetime().nullable(),
    reviewComment: p.text().nullable(),
    createdAt: createdAt(),
    version: version(),
  },
  uniques: [{ properties: ['methodologyId', 'number'] }],
});

export type MethodologyVersion = InferEntity<typeof MethodologyVersionEntity>;
export type MethodologyVersionState = (typeof methodologyVersionStates)[number];

declare module '../../database/tables.js' {
  interface Tables {
    methodology_version: InferKyselyTable<typeof MethodologyVersionEntity>;
  }
}
