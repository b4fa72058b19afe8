import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId } from '../../database/columns.js';
import { RatingCycleEntity } from '../cycles/index.js';

/** The states of a publication; its table of transitions is `publication.machine.ts`. */
export const publicationStates = ['STAGED', 'APPROVED', 'EMBARGOED', 'PUBLISHED', 'CORRECTED', 'WITHDRAWN'] as const;

/**
 * The published table of a cycle. The snapshot is kept as the canonical text that was hashed, so that the hash can be
 * checked byte for byte; the database refuses to change it.
 */
export const PublicationEntity = defineEntity({
  name: 'Publication',
  properties: {
    id: orderedId(),
    cycleId: () => p.manyToOne(RatingCycleEntity).mapToPk().fieldName('cycle_id'),
    /** Counts over all cycles, without gaps, from 1. */
    number: p.integer().unique(),
    state: p.enum(publicationStates).default('STAGED'),
    snapshot: p.text(),
    snapshotHash: p.text(),
    stagedBy: p.uuid().nullable(),
    createdAt: createdAt(),
    publishedAt: p.datetime().nullable(),
    /** Until when it waits though it is approved. */
    embargoUntil: p.datetime().nullable(),
  },
  indexes: [{ properties: ['cycleId'] }, { properties: ['snapshotHash'] }],
  uniques: [
    { name: 'publication_current_unique', properties: ['cycleId', 'state'], where: "state in ('STAGED', 'EMBARGOED', 'PUBLISHED')" },
  ],
});

/** The verification bundle of a publication, made once when its entry is in the log. Append-only. */
export const PublicationBundleEntity = defineEntity({
  name: 'PublicationBundle',
  properties: {
    publicationId: () =>
      p.manyToOne(PublicationEntity).mapToPk().primary().fieldName('publication_id').updateRule('no action').deleteRule('no action'),
    body: p.text(),
    createdAt: createdAt(),
  },
});

export type Publication = InferEntity<typeof PublicationEntity>;
export type PublicationState = (typeof publicationStates)[number];

declare module '../../database/tables.js' {
  interface Tables {
    publication: InferKyselyTable<typeof PublicationEntity>;
    publication_bundle: InferKyselyTable<typeof PublicationBundleEntity>;
  }
}
