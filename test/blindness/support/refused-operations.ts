import { demonstrationAccountId } from '../../../src/cli/demonstration/people.js';
import { encodeNodeId } from '../../../src/relay/nodes/node-id.js';
import { farFromMarks, schema, selectionOf } from './schema-query.js';
import type { Worlds } from './worlds.js';

/** A key that a rater has used, so that others can try whether it means anything to them. */
export const usedKey = '11111111-1111-4111-8111-111111111111';

const unknownHash = '0'.repeat(64);

/**
 * What everybody but the two raters is refused, with the reasons and whatever object comes along: no right, not
 * assigned, the wrong state, an inadmissible value, a stale version, too few marks to go on.
 */
export function refusedOperations({ cycle, input, session }: Worlds): { readonly query: string; readonly variables: object } {
  const { evaluationId, cycleId } = cycle;
  const { itemId, evidenceId, measuredItemId } = input;
  const step = { id: cycleId, to: 'DELIBERATION', version: 4 };
  // Of no scale: also the rater who is assigned is refused.
  const value = { kind: 'POINTS', points: '99999' };
  const commitment = { itemId, salt: 'A'.repeat(43), hash: unknownHash };
  const inputs: readonly (readonly [string, object])[] = [
    ['scoreSave', { itemId, value, justification: 'Sabab' }],
    ['scoreSave', { itemId, value, justification: 'Sabab', idempotencyKey: usedKey }],
    ['scoreSave', { itemId: measuredItemId, value }],
    ['scoreSubmit', { evaluationId, commitments: [commitment] }],
    ['scoreSubmit', { evaluationId, commitments: [commitment, { ...commitment, itemId: measuredItemId }] }],
    ['conflictDeclare', { evaluationIds: [evaluationId], kind: 'NONE' }],
    ...input.assignmentIds.map((assignmentId) => ['conflictDecide', { assignmentId, confirmed: true }] as const),
    ...['rater1', 'rater3', 'auditor'].map((name) => {
      const raterId = encodeNodeId('Account', demonstrationAccountId(name));
      return ['raterAssign', { raterId, evaluationIds: [evaluationId] }] as const;
    }),
    ['evidenceDecide', { id: evidenceId, accept: true, version: 1 }],
    ['evidenceDecide', { id: evidenceId, accept: false, version: 7, reason: 'Sabab' }],
    ['evidenceWithdraw', { id: evidenceId, version: 1 }],
    ['evidenceAdd', { evaluationId, ticket: 'none', indicatorCodes: ['1.1'], title: 'x', originalName: 'x.txt' }],
    ['selfAssessmentSave', { itemId, claimedPoints: '1' }],
    ['measurementRecord', { itemId, numerator: '1', source: 'x' }],
    ['ratingCycleAdvance', step],
    ['ratingCycleAdvance', { ...step, version: 1 }],
    ['ratingCycleAdvance', { ...step, to: 'PRELIMINARY' }],
    ...['ratingSessionOpen', 'ratingSessionSuspend', 'ratingSessionClose'].map(
      (name) => [name, { id: session.sessionId, term: 1 }] as const,
    ),
    ['ratingSessionItemActivate', { id: session.sessionItemId, term: 1 }],
    ['ratingSessionItemOpenRound', { id: session.sessionItemId, term: 1, durationMs: 60_000 }],
    ['ratingSessionItemCloseRound', { id: session.sessionItemId, term: 1 }],
    ['ratingSessionItemReveal', { id: session.sessionItemId, term: 1 }],
    ['ratingSessionItemPass', { id: session.sessionItemId }],
    ['dissentRecord', { id: session.sessionItemId, text: 'Sabab' }],
    ['publicationApprove', { id: encodeNodeId('Publication', demonstrationAccountId('rater1')), snapshotHash: unknownHash }],
    ['publicationWithdraw', { id: encodeNodeId('Publication', demonstrationAccountId('rater1')), reason: 'Sabab' }],
  ];
  const fields = schema.getMutationType()?.getFields() ?? {};
  const asked = inputs.map(([name], at) => {
    const field = fields[name];
    const selection = field && selectionOf(field, { depth: 4, skip: farFromMarks });
    if (!selection) {
      throw new Error(`The schema has no mutation ${name}`);
    }
    return `way${at}: ${name}(input: $input${at})${selection}`;
  });
  const declared = inputs.map(([name], at) => `$input${at}: ${String(fields[name]?.args[0]?.type)}`);
  return {
    query: `mutation (${declared.join(', ')}) {\n${asked.join('\n')}\n}`,
    variables: Object.fromEntries(inputs.map(([, given], at) => [`input${at}`, given])),
  };
}
