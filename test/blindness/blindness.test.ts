import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { openScoring, type ScoringCycle } from '../support/scoring.js';
import { addCouncilInput } from './support/council-input.js';
import { differingMarks, MarkingRater } from '../support/marking.js';
import { others, signInAll, theManager } from './support/viewers.js';

let running: TestApp;
let cycle: ScoringCycle;
let evidenceId: string;
let clients: ReadonlyMap<string, TestClient>;

beforeAll(async () => {
  running = await startTestApp();
  cycle = await openScoring(running.test);
  ({ evidenceId } = await addCouncilInput(running.test, cycle));
  // The manager may know "k of n submitted", which the query asks for.
  clients = await signInAll(running.url, others.filter((name) => name !== theManager));
});

afterAll(() => running.close());

const everything = `query ($cycle: ID!, $evaluation: ID!, $items: [ID!]!) {
  ratingCycles { totalCount nodes { ...C } }
  ratingCycle(id: $cycle) { ...C evaluations { ...E } }
  evaluations { totalCount edges { cursor node { ...E } } }
  evaluation(id: $evaluation) { ...E evidence { totalCount } }
  node(id: $evaluation) { id }
  nodes(ids: $items) { id ... on EvaluationItem { ...I } }
  publications { totalCount }
  methodologies { totalCount }
}
fragment C on RatingCycle { id state version position exceptionReason }
fragment E on Evaluation {
  id state version position submissionProgress { submitted assigned }
  assignments { id state pseudonym } items { ...I }
}
fragment I on EvaluationItem {
  id state official { points exact basis reason } draft { points } viewerCanMark { allowed code }
  scores { rater state kind points level justification commitmentHash } selfAssessment { claimedPoints }
}`;

async function view(client: TestClient): Promise<string> {
  const answer = await client.send(everything, {
    cycle: cycle.cycleId,
    evaluation: cycle.evaluationId,
    items: [...cycle.items.values()],
  });
  return JSON.stringify({ data: answer.data, errors: answer.errors, cost: answer.extensions?.cost });
}

async function views(): Promise<Record<string, string>> {
  return Object.fromEntries(
    await Promise.all([...clients].map(async ([name, client]) => [name, await view(client)] as const)),
  );
}

describe('before marks are revealed', () => {
  it('everything that anybody else reads is the same to the byte: without marks, with drafts, and when all are in', async () => {
    const before = await views();
    const client = await signIn(running.url, 'rater1');
    const rater = new MarkingRater(client, cycle, evidenceId);
    const { some } = differingMarks();
    await rater.save(some);
    expect(await views()).toEqual(before);

    const commitments = await rater.commitments();
    const forged = commitments.map((commitment, at) => (at === 0 ? { ...commitment, hash: '0'.repeat(64) } : commitment));
    expect((await rater.send(forged)).data).toEqual({
      scoreSubmit: { errors: [{ code: 'COMMITMENT_MISMATCH', path: ['commitments', '0', 'hash'] }] },
    });
    expect((await rater.send(commitments)).data).toEqual({ scoreSubmit: { errors: [] } });
    expect(await views()).toEqual(before);
    const mine = await client.send<{ evaluation: { items: { scores: { state: string }[] }[] } }>(
      'query ($id: ID!) { evaluation(id: $id) { items { scores { state } } } }',
      { id: cycle.evaluationId },
    );
    expect(mine.data?.evaluation.items.flatMap((item) => item.scores)).toHaveLength(some.size);
  });

  it('"k of n submitted" goes to the manager alone', async () => {
    const manager = await signIn(running.url, 'manager');
    const query = 'query ($id: ID!) { evaluation(id: $id) { submissionProgress { submitted assigned } items { scores { rater } } } }';
    const answer = await manager.send<{
      evaluation: { submissionProgress: object; items: { scores: object[] }[] };
    }>(query, { id: cycle.evaluationId });
    expect(answer.data?.evaluation.submissionProgress).toEqual({ submitted: 1, assigned: 3 });
    expect(answer.data?.evaluation.items.flatMap((item) => item.scores)).toEqual([]);
  });

  it('no stream that others may listen to has an event of a mark', async () => {
    const rows = await running.test.database
      .selectFrom('rt_event')
      .innerJoin('rt_stream', 'rt_stream.id', 'rt_event.stream_id')
      .select(['rt_stream.key', 'rt_event.type'])
      .where('rt_event.type', 'in', ['ScoreSaved', 'ScoresSubmitted', 'SubmissionProgressed'])
      .execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ key }) => !key.startsWith('user:'))).toEqual([]);
  });

  it('a person who is not assigned cannot mark; who does not see the evaluation learns nothing of the item', async () => {
    const names = ['rater4', 'secretary-uz-bu', 'manager', 'auditor', 'chair-uz-an'];
    const answers = await Promise.all(
      names.map(async (name) =>
        (await signIn(running.url, name)).send(
          `mutation ($input: ScoreSaveInput!) { scoreSave(input: $input) { item { id } errors { code path } } }`,
          { input: { itemId: [...cycle.items.values()][0], value: { kind: 'POINTS', points: '1' } } },
        ),
      ),
    );
    const codes = ['NOT_FOUND', 'NOT_FOUND', 'NOT_ASSIGNED', 'NOT_ASSIGNED', 'NOT_ASSIGNED'];
    expect(answers.map(({ data }) => data)).toEqual(
      codes.map((code) => ({ scoreSave: { item: null, errors: [{ code, path: ['itemId'] }] } })),
    );
  });
});
