import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { justificationHash, markCommitment, newSalt } from '../../src/ledger/index.js';
import { finishedPeriodMarks } from '../../src/cli/demonstration/data/finished-period.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import { openScoring, type ScoringCycle } from '../support/scoring.js';

let running: TestApp;
let cycle: ScoringCycle;
const others = [
  'agency',
  'methodologist',
  'approver',
  'facilitator',
  'rater2',
  'rater4',
  'auditor',
  'chair-uz-an',
  'secretary-uz-an',
  'secretary-uz-bu',
];
let clients: ReadonlyMap<string, TestClient>;

beforeAll(async () => {
  running = await startTestApp();
  cycle = await openScoring(running.test);
  const signedIn = await Promise.all(others.map(async (name) => [name, await signIn(running.url, name)] as const));
  clients = new Map([...signedIn, ['the public', new TestClient(running.url)]]);
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
    const rater = await signIn(running.url, 'rater1');
    const marks = finishedPeriodMarks().filter((mark) => mark.councilCode === 'UZ-AN');
    const chosen = [...Map.groupBy(marks, (mark) => mark.indicatorCode).values()].flatMap(([mark]) => (mark ? [mark] : []));
    for (const { indicatorCode, value, justification } of chosen) {
      const itemId = cycle.items.get(indicatorCode);
      const saved = await rater.send(
        `mutation ($input: ScoreSaveInput!) { scoreSave(input: $input) { errors { code path } } }`,
        {
          input: {
            itemId,
            value: {
              kind: value.kind,
              points: value.kind === 'POINTS' ? value.points : null,
              level: value.kind === 'LEVEL' ? value.level : null,
            },
            justification,
          },
        },
      );
      expect(saved.data).toEqual({ scoreSave: { errors: [] } });
    }
    expect(await views()).toEqual(before);

    const own = await rater.send<{
      evaluation: {
        assignments: { pseudonym: string }[];
        items: { id: string; indicatorCode: string; draft: { justification: string } | null }[];
      };
    }>('query ($id: ID!) { evaluation(id: $id) { assignments { pseudonym } items { id indicatorCode draft { justification } } } }', {
      id: cycle.evaluationId,
    });
    const pseudonym = own.data?.evaluation.assignments[0]?.pseudonym ?? '';
    const commitments = chosen.map(({ indicatorCode, value }) => {
      const item = own.data?.evaluation.items.find((candidate) => candidate.indicatorCode === indicatorCode);
      const salt = newSalt();
      const hash = markCommitment({
        cycle: cycle.cycleId,
        evaluationItem: item?.id ?? '',
        round: 0,
        rater: pseudonym,
        value,
        justificationHash: justificationHash(item?.draft?.justification ?? '', salt) ?? '',
        salt,
      });
      return { itemId: item?.id, salt, hash };
    });
    const submit = (list: readonly object[]) =>
      rater.send(`mutation ($input: ScoreSubmitInput!) { scoreSubmit(input: $input) { errors { code path } } }`, {
        input: { evaluationId: cycle.evaluationId, commitments: list },
      });
    const forged = commitments.map((commitment, at) => (at === 0 ? { ...commitment, hash: '0'.repeat(64) } : commitment));
    expect((await submit(forged)).data).toEqual({
      scoreSubmit: { errors: [{ code: 'COMMITMENT_MISMATCH', path: ['commitments', '0', 'hash'] }] },
    });
    expect((await submit(commitments)).data).toEqual({ scoreSubmit: { errors: [] } });
    expect(await views()).toEqual(before);
    const mine = await rater.send<{ evaluation: { items: { scores: { state: string }[] }[] } }>(
      'query ($id: ID!) { evaluation(id: $id) { items { scores { state } } } }',
      { id: cycle.evaluationId },
    );
    expect(mine.data?.evaluation.items.flatMap((item) => item.scores)).toHaveLength(chosen.length);
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

  it('a person who is not assigned cannot mark, and learns nothing of the item', async () => {
    const answers = await Promise.all(
      ['rater4', 'manager', 'auditor', 'chair-uz-an'].map(async (name) =>
        (await signIn(running.url, name)).send(
          `mutation ($input: ScoreSaveInput!) { scoreSave(input: $input) { item { id } errors { code path } } }`,
          { input: { itemId: [...cycle.items.values()][0], value: { kind: 'POINTS', points: '1' } } },
        ),
      ),
    );
    for (const answer of answers) {
      expect(answer.data).toEqual({ scoreSave: { item: null, errors: [{ code: 'NOT_FOUND', path: ['itemId'] }] } });
    }
  });
});
