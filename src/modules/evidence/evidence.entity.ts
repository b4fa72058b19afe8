import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId, version } from '../../database/columns.js';
import { EvaluationEntity } from '../cycles/index.js';
import { StoredFileEntity } from './stored-file.entity.js';

/** The states of a piece of evidence; its table of transitions is `evidence.machine.ts`. */
export const evidenceStates = ['SUBMITTED', 'ACCEPTED', 'REJECTED', 'WITHDRAWN'] as const;

/** The kinds of evidence; an indicator says which of them it takes. */
export const evidenceKinds = ['FILE', 'STATISTIC', 'ATTESTATION'] as const;

/** A file that a council brings for one or more indicators. Its bytes never change; a correction is a new row. */
export const EvidenceEntity = defineEntity({
  name: 'Evidence',
  properties: {
    id: orderedId(),
    evaluationId: () => p.manyToOne(EvaluationEntity).mapToPk().fieldName('evaluation_id'),
    indicatorCodes: p.array(),
    kind: p.enum(evidenceKinds).default('FILE'),
    title: p.text(),
    fileSha256: () => p.manyToOne(StoredFileEntity).mapToPk().fieldName('file_sha256'),
    /** What the council says that the bytes are; another may bring the same ones as something else. */
    mediaType: p.text(),
    originalName: p.text(),
    /** When the council says that the content arose; inside the period where the indicator asks for that. */
    capturedOn: p.date().nullable(),
    submittedBy: p.uuid(),
    state: p.enum(evidenceStates).default('SUBMITTED'),
    /** Handed in after the close of evidence, by leave of an approver; shown as late for ever. */
    late: p.boolean().default(false),
    lateReason: p.text().nullable(),
    decisionReason: p.text().nullable(),
    decidedBy: p.uuid().nullable(),
    decidedAt: p.datetime().nullable(),
    replacesId: p.uuid().nullable(),
    createdAt: createdAt(),
    version: version(),
  },
  indexes: [{ properties: ['evaluationId', 'id'] }],
});

export type Evidence = InferEntity<typeof EvidenceEntity>;
export type EvidenceKind = (typeof evidenceKinds)[number];
export type EvidenceState = (typeof evidenceStates)[number];

declare module '../../database/tables.js' {
  interface Tables {
    evidence: InferKyselyTable<typeof EvidenceEntity>;
  }
}
