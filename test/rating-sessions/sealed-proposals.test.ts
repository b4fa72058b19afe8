import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeNodeIdOf } from '../../src/relay/nodes/node-id.js';
import { noEvidence } from '../support/joint-rating.js';
import { viewerOf } from '../support/scoring.js';
import { agreed, type Deliberation, openDeliberation, type OpenSession } from './support/deliberation.js';

const raters = ['rater1', 'rater2', 'rater3', 'rater4', 'rater5'];
const council = 'UZ-AN';
const disputed = '2.2';
const value = { kind: 'NO_EVIDENCE', points: null, level: null };

let deliberation: Deliberation;
let session: OpenSession;

beforeAll(async () => {
  deliberation = await openDeliberation([council], raters);
  session = await deliberation.openSession(council, raters.slice(0, 4));
}, 120_000);

afterAll(() => deliberation?.close());

const itemOf = (code: string): string => session.items.get(code) ?? '';
const nodeOf = (code: string): string => deliberation.cycle.items.get(`${council} ${code}`) ?? '';
const pseudonym = (name: string): string => deliberation.cycle.pseudonyms.get(`${name} ${council}`) ?? '';
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What the ledger says of an item by an action. */
async function entered(action: string, code: string): Promise<readonly unknown[]> {
  const { rows } = await sql<{ body: unknown }>`select body from ledger_entry
    where action = ${action} and subject_id = ${decodeNodeIdOf('EvaluationItem', nodeOf(code))} order by id`.execute(deliberation.test.database);
  return rows.map(({ body }) => body);
}

describe('what raters are asked to agree on', () => {
  it('is in the ledger as soon as it is proposed, by the server too', async () => {
    expect(await entered('proposal.made', agreed)).toEqual([
      {
        item: nodeOf(agreed),
        sessionId: session.sessionId,
        proposalId: await deliberation.joint.proposalOf(itemOf(agreed)),
        round: 0,
        ...value,
        withinRange: true,
        rationaleSha256: null,
        evidenceSha256: null,
        proposedBy: 'SERVER',
      },
    ]);
  });

  it.each([
    ['to say something else', `update consensus_proposal set value_kind = 'NOT_APPLICABLE'`],
    ['to rest on something else', `update consensus_proposal set rationale = 'x'`],
    ['to need fewer confirmations', `update consensus_proposal set within_range = not within_range`],
    ['a deletion', 'delete from consensus_proposal'],
    ['to be emptied', 'truncate consensus_proposal cascade'],
  ])('the database refuses %s', async (_, statement) => {
    await expect(sql.raw(statement).execute(deliberation.test.database)).rejects.toMatchObject({ code: '23001' });
  });

  it('the ledger says who has agreed on what, and who was there and said nothing', async () => {
    const { joint, votes, members, test } = deliberation;
    await joint.activate(itemOf(disputed));
    await joint.holdRound(itemOf(disputed), Object.fromEntries(raters.slice(0, 3).map((name) => [name, noEvidence])), ['rater4']);
    const rationale = 'Hammasi shunday dedi';
    await deliberation.codes(deliberation.consensus.propose(deliberation.lead, { sessionItemId: itemOf(disputed), term: 1, value: noEvidence, rationale }));
    const proposalId = await joint.proposalOf(itemOf(disputed));
    expect(await entered('proposal.made', disputed)).toMatchObject([
      { item: nodeOf(disputed), proposalId, round: 1, ...value, rationaleSha256: hashOf(rationale), proposedBy: 'LEAD' },
    ]);
    const vote = (name: string, text?: string) => votes.run(viewerOf(name, 'RATER'), { proposalIds: [proposalId], vote: 'CONFIRM', text });
    expect(await deliberation.codes(vote('rater1', 'Roziman'))).toEqual([]);
    await deliberation.codes(members.dissent(viewerOf('rater4', 'RATER'), { sessionItemId: itemOf(disputed), text: 'Rozi emasman' }));
    await deliberation.codes(vote('rater2'));
    await deliberation.codes(vote('rater3'));
    const place = { item: nodeOf(disputed), sessionId: session.sessionId };
    expect((await entered('proposal.answered', disputed))[0]).toEqual({
      ...place,
      proposalId,
      rater: pseudonym('rater1'),
      vote: 'CONFIRM',
      textSha256: hashOf('Roziman'),
    });
    expect(await entered('dissent.recorded', disputed)).toEqual([{ ...place, rater: pseudonym('rater4'), textSha256: hashOf('Rozi emasman') }]);
    expect(await entered('proposal.agreed', disputed)).toEqual([
      {
        ...place,
        proposalId,
        value,
        confirmed: ['rater1', 'rater2', 'rater3'].map(pseudonym).toSorted(),
        abstained: [],
        objected: [],
        silent: [pseudonym('rater4')],
      },
    ]);
    // What bundles show to everyone tells what was agreed on, and not by whom.
    expect(await entered('sessionItem.decided', disputed)).toEqual([
      { ...place, method: 'AGREED', basis: 'NO_EVIDENCE', rounds: 1, points: null, proposalId, value },
    ]);
    await expect(sql`update consensus_proposal set state = 'OPEN' where id = ${proposalId}`.execute(test.database)).rejects.toMatchObject({ code: '23001' });
  });

  it('the protocol shows what was voted on', async () => {
    await deliberation.joint.close(session.sessionId);
    const { body } = await deliberation.test.database.selectFrom('session_protocol_council').select('body').executeTakeFirstOrThrow();
    const { items } = JSON.parse(body) as { items: { indicator: string; proposals: { proposal: string }[]; votes: { proposal: string }[] }[] };
    const { proposals = [], votes = [] } = items.find(({ indicator }) => indicator === disputed) ?? {};
    expect(proposals).toMatchObject([{ round: 1, state: 'AGREED', value, withinRange: true }]);
    expect(votes.map(({ proposal }) => proposal)).toEqual([1, 2, 3].map(() => proposals[0]?.proposal));
  });
});
