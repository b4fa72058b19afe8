import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId } from '../../database/columns.js';
import { EvaluationEntity } from '../cycles/index.js';
import { RatingSessionEntity } from './rating-session.entity.js';

/** What a session has decided, as the canonical text that is signed. Append-only. */
export const SessionProtocolEntity = defineEntity({
  name: 'SessionProtocol',
  properties: {
    sessionId: () => p.manyToOne(RatingSessionEntity).mapToPk().primary().fieldName('session_id').updateRule('no action').deleteRule('no action'),
    body: p.text(),
    hash: p.text(),
    createdAt: createdAt(),
  },
});

/** What a session has decided of one council, as the canonical text whose hash the protocol holds. Append-only. */
export const SessionProtocolCouncilEntity = defineEntity({
  name: 'SessionProtocolCouncil',
  properties: {
    id: orderedId(),
    sessionId: () => p.manyToOne(SessionProtocolEntity).mapToPk().fieldName('session_id'),
    evaluationId: () => p.manyToOne(EvaluationEntity).mapToPk().fieldName('evaluation_id'),
    body: p.text(),
    hash: p.text(),
  },
  uniques: [{ properties: ['sessionId', 'evaluationId'] }],
});

/** That somebody who was there signs the protocol by its hash, or refuses to, and why. Append-only. */
export const ProtocolSignatureEntity = defineEntity({
  name: 'ProtocolSignature',
  properties: {
    id: orderedId(),
    sessionId: () => p.manyToOne(SessionProtocolEntity).mapToPk().fieldName('session_id'),
    accountId: p.uuid(),
    /** Null: signed. */
    refusalReason: p.text().nullable(),
    protocolHash: p.text(),
    createdAt: createdAt(),
  },
  uniques: [{ properties: ['sessionId', 'accountId'] }],
});

export type SessionProtocol = InferEntity<typeof SessionProtocolEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    session_protocol: InferKyselyTable<typeof SessionProtocolEntity>;
    session_protocol_council: InferKyselyTable<typeof SessionProtocolCouncilEntity>;
    protocol_signature: InferKyselyTable<typeof ProtocolSignatureEntity>;
  }
}
