import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import type { RoundRoll } from '../../src/modules/rating-sessions/rating-round.entity.js';
import { noEvidence } from '../support/joint-rating.js';
import { openDeliberation, type Deliberation, type OpenSession } from './support/deliberation.js';

const raters = ['rater1', 'rater2', 'rater3', 'rater4', 'rater5'];
/** On this one the raters disagree. */
const disputed = '2.2';

let deliberation: Deliberation;

beforeAll(async () => {
  deliberation = await openDeliberation(['UZ-AN', 'UZ-BU', 'UZ-FA', 'UZ-JI'], raters);
}, 120_000);

afterAll(() => deliberation?.close());

const same = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, noEvidence]));

/** A session over a council of its own, with four of its five raters, and a round open in which some of them have marked. */
async function openRound(council: string, ...marking: readonly string[]): Promise<OpenSession & { readonly item: string }> {
  const session = await deliberation.openSession(council, raters.slice(0, 4));
  const item = session.items.get(disputed) ?? '';
  await deliberation.joint.activate(item);
  await deliberation.joint.openRound(item, same(...marking));
  return { ...session, item };
}

interface Row {
  readonly state: string;
  readonly round: string;
  readonly void_reason: string | null;
  readonly roll: RoundRoll | null;
}

async function stateOf(item: string): Promise<Row> {
  const { rows } = await sql<Row>`select i.state, r.state as round, r.void_reason, r.roll
    from session_item i join rating_round r on r.session_item_id = i.id where i.id = ${item}`.execute(deliberation.test.database);
  return rows[0] as Row;
}

const closeRound = (item: string) => deliberation.codes(deliberation.items.closeRound(deliberation.lead, { sessionItemId: item, term: 1 }));

describe('a round that is closed before its time', () => {
  it('is not closed over the head of a rater who is there and has not responded, however many have marked', async () => {
    const { item } = await openRound('UZ-AN', 'rater1', 'rater2', 'rater3');
    expect(await closeRound(item)).toEqual(['ROUND_STILL_OPEN']);
    expect(await stateOf(item)).toMatchObject({ state: 'SCORING', round: 'SCORING' });
    await deliberation.joint.pass(item, 'rater4');
    expect(await closeRound(item)).toEqual([]);
    await deliberation.joint.reveal(item);
    expect((await stateOf(item)).roll).toEqual({ marked: 3, passed: 1, silent: 0, absent: 1, recused: 0 });
  });

  it('with more passes than it bears it is given up, as at the end of its time, and no code tells passes from marks', async () => {
    const { item } = await openRound('UZ-BU', 'rater1', 'rater2');
    await deliberation.joint.pass(item, 'rater3', 'rater4');
    expect(await closeRound(item)).toEqual([]);
    expect(await stateOf(item)).toMatchObject({ state: 'DISCUSSION', round: 'VOID', void_reason: 'TOO_FEW_MARKS' });
  });

  it('whoever was there and silent when the time was over is not counted among the absent', async () => {
    const { item, sessionId } = await openRound('UZ-FA', 'rater1', 'rater2', 'rater3');
    await deliberation.endTime(sessionId);
    expect(await stateOf(item)).toMatchObject({ state: 'CLOSED' });
    // Who goes, and who comes, once the round is closed changes nothing in what they did.
    await deliberation.joint.checkIn(sessionId, 'rater5');
    await deliberation.checkOut(sessionId, 'rater3');
    await deliberation.joint.reveal(item);
    expect((await stateOf(item)).roll).toEqual({ marked: 3, passed: 0, silent: 1, absent: 1, recused: 0 });
  });

  it('of fewer than three raters it is not told whether they have responded', async () => {
    const { item, evaluationId } = await openRound('UZ-JI', 'rater1');
    const gone = ['rater3', 'rater4', 'rater5'].map(demonstrationAccountId);
    await sql`update rater_assignment set state = 'REPLACED'
      where evaluation_id = ${evaluationId} and rater_id = any(${gone}::uuid[])`.execute(deliberation.test.database);
    expect(await closeRound(item)).toEqual(['ROUND_STILL_OPEN']);
    await deliberation.joint.pass(item, 'rater2');
    expect(await closeRound(item)).toEqual(['ROUND_STILL_OPEN']);
  });
});
