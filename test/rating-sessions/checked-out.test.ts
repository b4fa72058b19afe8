import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noEvidence } from '../support/joint-rating.js';
import { viewerOf } from '../support/scoring.js';
import { must } from './support/joint-cycle.js';
import { agreed, type Deliberation, openDeliberation } from './support/deliberation.js';

const raters = ['rater1', 'rater2', 'rater3', 'rater4', 'rater5'];
/** Who is in the way. */
const objector = 'rater5';

let deliberation: Deliberation;

beforeAll(async () => {
  deliberation = await openDeliberation(['UZ-AN', 'UZ-BU', 'UZ-FA', 'UZ-JI', 'UZ-NG'], raters);
}, 120_000);

afterAll(() => deliberation?.close());

/** A session with all raters, of whom three confirm what was proposed, once whoever leads has checked the objector out. */
async function voteWithout(council: string, meanwhile: (sessionId: string) => Promise<unknown> = async () => {}) {
  const session = await deliberation.openSession(council, raters);
  const item = session.items.get(agreed) ?? '';
  const proposal = await deliberation.joint.proposalOf(item);
  await deliberation.checkOut(session.sessionId, objector, deliberation.lead);
  await meanwhile(session.sessionId);
  await deliberation.joint.vote(item, { rater1: 'CONFIRM', rater2: 'CONFIRM', rater3: 'CONFIRM' });
  return { ...session, item, proposal };
}

const stateOf = async (item: string): Promise<string> =>
  (await deliberation.test.database.selectFrom('session_item').select('state').where('id', '=', item).executeTakeFirstOrThrow()).state;

const vote = (proposal: string, answer: 'CONFIRM' | 'OBJECT') =>
  deliberation.codes(deliberation.votes.run(viewerOf(objector, 'RATER'), { proposalIds: [proposal], vote: answer, text: 'Qoʻshilmayman' }));

/** Lets the time since check-outs in a session go by. */
const minutesLater = (minutes: number) => (sessionId: string) =>
  sql`update check_in set checked_out_at = checked_out_at - make_interval(mins => ${minutes}) where subject_id = ${sessionId}`.execute(
    deliberation.test.database,
  );

describe('a rater whom whoever leads has checked out', () => {
  it('still counts, and may dissent and object without coming back', async () => {
    const { item, proposal } = await voteWithout('UZ-AN', minutesLater(9));
    expect(await stateOf(item)).toBe('PROPOSED');
    const dissent = deliberation.members.dissent(viewerOf(objector, 'RATER'), { sessionItemId: item, text: 'Qoʻshilmayman' });
    expect(await deliberation.codes(dissent)).toEqual([]);
    expect(await vote(proposal, 'OBJECT')).toEqual([]);
    expect(await stateOf(item)).toBe('DISCUSSION');
  });

  it('counts no more after ten minutes', async () => {
    const { item, proposal } = await voteWithout('UZ-BU', minutesLater(11));
    expect(await stateOf(item)).toBe('LOCKED');
    expect(await vote(proposal, 'OBJECT')).toEqual(['NOT_CHECKED_IN']);
  });

  it('counts no more once they check out themselves', async () => {
    const { item, sessionId } = await voteWithout('UZ-FA', (id) => deliberation.checkOut(id, objector));
    expect(await stateOf(item)).toBe('LOCKED');
    const again = deliberation.facilitation.checkOut(viewerOf(objector, 'RATER'), { type: 'RatingSession', id: sessionId, accountId: null });
    expect(await deliberation.codes(again)).toEqual(['NOT_CHECKED_IN']);
  });

  it('no round is closed over their head, and the roll has them among the silent', async () => {
    const { sessionId, items } = await deliberation.openSession('UZ-JI', raters);
    const item = items.get('2.2') ?? '';
    await deliberation.joint.activate(item);
    await deliberation.joint.openRound(item, Object.fromEntries(raters.slice(0, 4).map((name) => [name, noEvidence])));
    await deliberation.checkOut(sessionId, objector, deliberation.lead);
    const close = deliberation.items.closeRound(deliberation.lead, { sessionItemId: item, term: 1 });
    expect(await deliberation.codes(close)).toEqual(['ROUND_STILL_OPEN']);
    await deliberation.endTime(sessionId);
    await deliberation.joint.reveal(item);
    const { roll } = await deliberation.test.database
      .selectFrom('rating_round')
      .select('roll')
      .where('session_item_id', '=', item)
      .executeTakeFirstOrThrow();
    expect(roll).toEqual({ marked: 4, passed: 0, silent: 1, absent: 0, recused: 0 });
  });

  it('the protocol tells how many were checked in and out by whoever led', async () => {
    const { sessionId } = await deliberation.openSession('UZ-NG', raters.slice(0, 4));
    const onSite = { type: 'RatingSession', id: sessionId, accountId: viewerOf(objector).accountId, channel: 'ONSITE' } as const;
    must(await deliberation.facilitation.checkIn(deliberation.lead, onSite));
    await deliberation.checkOut(sessionId, 'rater4', deliberation.lead);
    await deliberation.joint.close(sessionId);
    const { body } = await deliberation.test.database
      .selectFrom('session_protocol')
      .select('body')
      .where('session_id', '=', sessionId)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(body)).toMatchObject({ quorum: { base: 5, present: 4 }, attendance: { checkedInByLead: 1, checkedOutByLead: 1 } });
  });
});
