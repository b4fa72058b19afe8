import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, randomId } from '../../database/columns.js';
import { AccountEntity } from '../accounts/index.js';
import { AppealItemEntity } from './appeal-item.entity.js';
import { AppealEntity } from './appeal.entity.js';

/** What a panel says of an item: the council is right, right in part, or not. */
export const appealDecisions = ['UPHELD', 'PARTLY', 'DISMISSED'] as const;

/** Somebody who decides an appeal. Who it is, is for whoever runs, approves and audits. */
export const AppealPanelistEntity = defineEntity({
  name: 'AppealPanelist',
  properties: {
    id: randomId(),
    appealId: () => p.manyToOne(AppealEntity).mapToPk().fieldName('appeal_id'),
    accountId: () => p.manyToOne(AccountEntity).mapToPk().fieldName('account_id'),
    createdAt: createdAt(),
  },
  uniques: [{ properties: ['appealId', 'accountId'] }],
  indexes: [{ properties: ['accountId'] }],
});

/** What one member of a panel says of one item. Append-only: a word that was given stands. */
export const AppealVoiceEntity = defineEntity({
  name: 'AppealVoice',
  properties: {
    id: randomId(),
    appealItemId: () => p.manyToOne(AppealItemEntity).mapToPk().fieldName('appeal_item_id'),
    accountId: () => p.manyToOne(AccountEntity).mapToPk().fieldName('account_id'),
    decision: p.enum(appealDecisions),
    /** Exact, as official points are; null with a dismissal. */
    points: p.text().nullable(),
    /** Whether the indicator was read wrongly, so that other councils have to be checked. */
    correctsReading: p.boolean(),
    reasons: p.text(),
    createdAt: createdAt(),
  },
  uniques: [{ properties: ['appealItemId', 'accountId'] }],
});

/** What a panel has decided of an item: one row, made with the last voice that was needed. Append-only. */
export const AppealRulingEntity = defineEntity({
  name: 'AppealRuling',
  properties: {
    appealItemId: () =>
      p.manyToOne(AppealItemEntity).mapToPk().primary().fieldName('appeal_item_id').updateRule('no action').deleteRule('no action'),
    decision: p.enum(appealDecisions),
    points: p.text().nullable(),
    correctsReading: p.boolean(),
    /** The reasons of those who carry it, in an order that tells nothing. */
    reasons: p.array().columnType('text[]'),
    createdAt: createdAt(),
  },
});

export type AppealVoice = InferEntity<typeof AppealVoiceEntity>;
export type AppealRuling = InferEntity<typeof AppealRulingEntity>;
export type AppealDecision = (typeof appealDecisions)[number];

declare module '../../database/tables.js' {
  interface Tables {
    appeal_panelist: InferKyselyTable<typeof AppealPanelistEntity>;
    appeal_voice: InferKyselyTable<typeof AppealVoiceEntity>;
    appeal_ruling: InferKyselyTable<typeof AppealRulingEntity>;
  }
}
