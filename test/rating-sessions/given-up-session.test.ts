import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noEvidence } from '../support/joint-rating.js';
import { agreed, type Deliberation, openDeliberation } from './support/deliberation.js';

const raters = ['rater1', 'rater2', 'rater3', 'rater4', 'rater5'];

let deliberation: Deliberation;

beforeAll(async () => {
  deliberation = await openDeliberation(['UZ-AN'], raters);
}, 120_000);

afterAll(() => deliberation?.close());

it('ABORT: items of a session that is given up go off by their path, each told by an event of its own', async () => {
  const { joint, test } = deliberation;
  const { sessionId, items } = await deliberation.openSession('UZ-AN', raters);
  const marked = items.get('2.2') ?? '';
  await joint.activate(marked);
  await joint.openRound(marked, { rater1: noEvidence });
  const proposal = await joint.proposalOf(items.get(agreed) ?? '');
  await joint.askToAbort(sessionId, 'facilitator');
  await joint.askToAbort(sessionId, 'approver');

  const rows = await test.database.selectFrom('session_item').select(['id', 'state', 'active', 'defer_reason']).where('session_id', '=', sessionId).execute();
  expect(rows.map(({ state, active, defer_reason }) => [state, active, defer_reason])).toEqual(rows.map(() => ['DEFERRED', false, 'Sinov uchun']));
  const told = await sql<{ id: string }>`
    select e.body ->> 'sessionItemId' as id from rt_event e join rt_stream s on s.id = e.stream_id
    where s.key = ${`rating-session:${sessionId}`} and e.body ->> 'change' = 'defer'`.execute(test.database);
  expect(told.rows.map(({ id }) => id).toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
  const entered = await sql<{ count: number }>`select count(*)::int as count from ledger_entry
    where action = 'sessionItem.advanced' and body ->> 'sessionId' = ${sessionId} and body ->> 'to' = 'DEFERRED'`.execute(test.database);
  expect(entered.rows).toEqual([{ count: rows.length }]);
  const { state } = await test.database.selectFrom('consensus_proposal').select('state').where('id', '=', proposal).executeTakeFirstOrThrow();
  expect(state).toBe('WITHDRAWN');
});
