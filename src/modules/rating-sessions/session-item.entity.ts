import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, randomId, version } from '../../database/columns.js';
import { EvaluationItemEntity } from '../evaluations/index.js';
import { RatingSessionEntity } from './rating-session.entity.js';
import type { TriageReason } from './triage.js';

/** The states of an item on the agenda; its table of transitions is `session-item.machine.ts`. */
export const sessionItemStates = [
  'PENDING',
  'TRIAGED',
  'PROPOSED',
  'DISCUSSION',
  'SCORING',
  'CLOSED',
  'REVEALED',
  'AGREED',
  'NO_CONSENSUS',
  'LOCKED',
  'DEFERRED',
  'REOPENED',
] as const;

/** One indicator of one council on the agenda of a session. */
export const SessionItemEntity = defineEntity({
  name: 'SessionItem',
  properties: {
    id: randomId(),
    sessionId: () => p.manyToOne(RatingSessionEntity).mapToPk().fieldName('session_id'),
    itemId: () => p.manyToOne(EvaluationItemEntity).mapToPk().fieldName('item_id'),
    ordinal: p.integer(),
    state: p.enum(sessionItemStates).default('PENDING'),
    /** Whether it is on the floor; one item of a session is. */
    active: p.boolean().default(false),
    /** Rounds that were held and revealed, or are being held. Those that were given up do not count. */
    rounds: p.integer().default(0),
    /** Why the individual marks are taken to disagree; null before the triage, empty where they agree. */
    triageReasons: p.array().columnType('text[]').nullable().$type<TriageReason[]>(),
    deferReason: p.text().nullable(),
    /** Whoever has asked to take a decided item up again, with the reason. */
    reopenAskedBy: p.uuid().nullable(),
    reopenReason: p.text().nullable(),
    createdAt: createdAt(),
    version: version(),
  },
  indexes: [{ properties: ['itemId'] }],
  uniques: [
    { properties: ['sessionId', 'ordinal'] },
    // One item on the floor, and an item on one agenda at a time, whatever two facilitators do at once.
    { name: 'session_item_active_unique', properties: ['sessionId'], where: 'active' },
    { name: 'session_item_current_unique', properties: ['itemId'], where: "state <> 'DEFERRED'" },
  ],
});

export type SessionItem = InferEntity<typeof SessionItemEntity>;
export type SessionItemState = (typeof sessionItemStates)[number];

declare module '../../database/tables.js' {
  interface Tables {
    session_item: InferKyselyTable<typeof SessionItemEntity>;
  }
}
