import { maskSql } from '../../golden/support/mask.js';
import type { SqlRecorder } from '../../golden/support/record-sql.js';
import { answerBytes } from './bytes.js';
import { ledgerOf } from './ledger-view.js';
import { marksByNode } from './views.js';
import { clientOf, type World } from './worlds.js';

/**
 * What onlookers are answered, and the statements that each of the answers took: those of `counted` answers all of them,
 * of others each kind once, since into how many batches the reads of large answers fall is chance.
 */
export interface RoundViews {
  readonly texts: ReadonlyMap<string, string>;
  readonly statements: ReadonlyMap<string, string>;
}

/** The name of the answer whose statements are counted. */
export const counted = 'the item alone';

/** A query, with its variables. */
export interface Asked {
  readonly query: string;
  readonly variables: object;
}

/**
 * Asks everything as everybody, one after the other: what a world sends to its database belongs to the one answer that it
 * works at. The ledger comes first, chained up to now.
 */
export async function roundViewsOf(
  world: World,
  viewers: readonly string[],
  asked: ReadonlyMap<string, Asked>,
  recorder: SqlRecorder,
): Promise<RoundViews> {
  await world.chain();
  const texts = new Map([['the ledger', await ledgerOf(world)]]);
  const statements = new Map<string, string>();
  const hidden = await marksByNode(world);
  for (const viewer of viewers) {
    for (const [field, { query, variables }] of [...asked, ['nodes of marks', { query: hidden, variables: {} }] as const]) {
      const name = `${viewer}: ${field}`;
      recorder.take(world.databaseName);
      texts.set(name, await answerBytes(clientOf(world, viewer), query, variables));
      const taken = maskSql(recorder.take(world.databaseName));
      statements.set(name, (field === counted ? taken : [...new Set(taken)]).join('\n'));
    }
  }
  return { texts, statements };
}
