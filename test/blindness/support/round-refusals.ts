import { schema, selectionOf } from './schema-query.js';
import { markedIndicator } from './scenes.js';
import type { Asked } from './round-views.js';
import type { Worlds } from './worlds.js';

/**
 * What is refused while a round is open and one rater who is there has not responded: to whoever leads, to `rater2`, who
 * may mark in it, and to everybody else, each for a reason of their own.
 */
export function roundRefusals({ cycle, session }: Worlds): Asked {
  const itemId = cycle.items.get(markedIndicator);
  const place = { id: session.sessionItemId, term: 1 };
  const inputs: readonly (readonly [string, object])[] = [
    ['ratingSessionItemCloseRound', place],
    ['ratingSessionItemReveal', place],
    ['ratingSessionItemOpenRound', { ...place, durationMs: 60_000 }],
    ['ratingSessionItemActivate', place],
    ['ratingSessionItemDiscuss', place],
    ['dissentRecord', { id: session.sessionItemId, text: 'Sabab' }],
    ['scoreSave', { itemId, value: { kind: 'POINTS', points: '99999' }, justification: 'Sabab' }],
    ['scoreSubmit', { evaluationId: cycle.evaluationId, commitments: [{ itemId, salt: 'A'.repeat(43), hash: '0'.repeat(64) }] }],
  ];
  const fields = schema.getMutationType()?.getFields() ?? {};
  const asked = inputs.map(([name], at) => {
    const field = fields[name];
    if (!field) {
      throw new Error(`The schema has no mutation ${name}`);
    }
    return `way${at}: ${name}(input: $input${at})${selectionOf(field, { depth: 2 }) ?? ''}`;
  });
  const declared = inputs.map(([name], at) => `$input${at}: ${String(fields[name]?.args[0]?.type)}`);
  return {
    query: `mutation (${declared.join(', ')}) {\n${asked.join('\n')}\n}`,
    variables: Object.fromEntries(inputs.map(([, given], at) => [`input${at}`, given])),
  };
}
