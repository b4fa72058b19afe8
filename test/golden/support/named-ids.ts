import type { Database } from '../../../src/database/tables.js';
import { encodeNodeId } from '../../../src/relay/nodes/node-id.js';

/** Ids that each database makes anew, under the names by which the variables of an operation call them. */
export type NamedIds = ReadonlyMap<string, string>;

/**
 * Reads the names: cycles and joint sessions by their state, as no two of the prepared ones are in the same, what is in
 * cycles by the code of the council too, what is in sessions by that of the indicator, evidence by the name of its file.
 */
export async function readNamedIds(database: Database): Promise<NamedIds> {
  const evaluations = database
    .selectFrom('evaluation')
    .innerJoin('rating_cycle', 'rating_cycle.id', 'evaluation.cycle_id')
    .innerJoin('council', 'council.id', 'evaluation.council_id');
  const [cycles, councils, items, evidence, publications, sessions, sessionItems] = await Promise.all([
    database.selectFrom('rating_cycle').select(['id', 'state']).execute(),
    evaluations.select(['evaluation.id', 'rating_cycle.state', 'council.code']).execute(),
    evaluations
      .innerJoin('evaluation_item', 'evaluation_item.evaluation_id', 'evaluation.id')
      .select(['evaluation_item.id', 'rating_cycle.state', 'council.code', 'evaluation_item.indicator_code'])
      .execute(),
    database.selectFrom('evidence').select(['id', 'original_name']).execute(),
    database.selectFrom('publication').select(['id', 'number', 'snapshot_hash']).execute(),
    database.selectFrom('rating_session').select(['id', 'state']).execute(),
    database
      .selectFrom('session_item')
      .innerJoin('rating_session', 'rating_session.id', 'session_item.session_id')
      .innerJoin('evaluation_item', 'evaluation_item.id', 'session_item.item_id')
      .select(['session_item.id', 'rating_session.state', 'evaluation_item.indicator_code'])
      .execute(),
  ]);
  return new Map([
    ...cycles.map(({ id, state }) => named('RatingCycle', id, state)),
    ...councils.map(({ id, state, code }) => named('Evaluation', id, state, code)),
    ...items.map(({ id, state, code, indicator_code }) => named('EvaluationItem', id, state, code, indicator_code)),
    ...evidence.map(({ id, original_name }) => named('Evidence', id, original_name)),
    ...publications.map(({ id, number }) => named('Publication', id, String(number))),
    ...publications.map(({ number, snapshot_hash: hash }) => [`<PublicationHash ${number}>`, hash] as const),
    ...sessions.map(({ id, state }) => named('RatingSession', id, state)),
    ...sessionItems.map(({ id, state, indicator_code }) => named('RatingSessionItem', id, state, indicator_code)),
  ]);
}

function named(type: string, id: string, ...words: readonly string[]): readonly [string, string] {
  return [`<${[type, ...words].join(' ')}>`, encodeNodeId(type, id)];
}

/** Variables with ids in the place of their names. Throws for a name that stands for nothing. */
export function withIds<Variables extends object>(variables: Variables, ids: NamedIds): Variables {
  const text = JSON.stringify(variables).replaceAll(/<[^>]+>/g, (name) => {
    const id = ids.get(name);
    if (id === undefined) {
      throw new Error(`nothing is called ${name}`);
    }
    return id;
  });
  return JSON.parse(text) as Variables;
}
