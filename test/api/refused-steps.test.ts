import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PreparedState, prepareState } from '../policy/prepared-state.js';
import { TestClient } from '../support/client.js';

interface Told {
  readonly code: string;
  readonly message: string;
}

let state: PreparedState;

beforeAll(async () => {
  state = await prepareState();
});

afterAll(() => state?.running.close());

async function advance(client: TestClient, id: string, to: string): Promise<Told | undefined> {
  const { data: read } = await client.send<{ ratingCycle: { version: number } }>(
    'query ($id: ID!) { ratingCycle(id: $id) { version } }',
    { id },
  );
  const { data } = await client.send<{ ratingCycleAdvance: { errors: Told[] } }>(
    'mutation ($input: RatingCycleAdvanceInput!) { ratingCycleAdvance(input: $input) { errors { code message } } }',
    { input: { id, to, version: read?.ratingCycle.version } },
  );
  return data?.ratingCycleAdvance.errors[0];
}

const speaking = (client: TestClient, language: string) => new TestClient(client.url, client.token, language);

it('a state is told by its name in the language of the viewer', async () => {
  const { manager } = state.clients;
  for (const [language, message] of [
    ['en', 'This cannot be done in the present state (Scoring).'],
    ['ru', 'В нынешнем состоянии (Оценивание) это действие невозможно.'],
    ['uz-Latn', 'Hozirgi holatda (Baholash) bu amalni bajarib boʻlmaydi.'],
    ['uz-Cyrl', 'Ҳозирги ҳолатда (Баҳолаш) бу амални бажариб бўлмайди.'],
  ] as const) {
    expect(await advance(speaking(manager, language), state.cycles.scoring, 'FINAL')).toEqual({ code: 'INVALID_STATE', message });
  }
});

it('a close with too few marks names the items that lack them, and no more than are read', async () => {
  expect(await advance(state.clients.manager, state.cycles.scoring, 'DELIBERATION')).toEqual({
    code: 'MIN_RATERS_NOT_MET',
    message: 'Too few raters: at least 3 are needed (UZ-AN 1.2, UZ-AN 1.3, UZ-AN 2.2, UZ-AN 3.3, UZ-AN 4.1, …).',
  });
});

it('a start with too few raters names the councils, and an undecided conflict its council and rater', async () => {
  const { clients, cycles, evaluations } = state;
  for (const to of ['EVIDENCE_OPEN', 'EVIDENCE_CLOSED']) {
    expect(await advance(clients.manager, cycles.planned, to)).toBeUndefined();
  }
  expect(await advance(clients.manager, cycles.planned, 'SCORING')).toEqual({
    code: 'MIN_RATERS_NOT_MET',
    message: 'Too few raters: at least 3 are needed (UZ-AN, UZ-BU).',
  });

  const input = { evaluationIds: [evaluations.closed], kind: 'FAMILY' };
  await clients.assignedRater.send(
    'mutation ($input: ConflictDeclareInput!) { conflictDeclare(input: $input) { errors { code } } }',
    { input },
  );
  const { pseudonym } = await state.running.test.database
    .selectFrom('rater_assignment')
    .select(['id', 'pseudonym'])
    .where('state', '=', 'CONFLICTED')
    .executeTakeFirstOrThrow();
  expect(await advance(clients.manager, cycles.closed, 'SCORING')).toEqual({
    code: 'OPEN_CONFLICT',
    message: `A declared conflict of interest is not decided yet (UZ-AN ${pseudonym}).`,
  });
});

it('unknown councils are named by their places', async () => {
  const { data } = await state.clients.manager.send<{ ratingCycleCreate: { errors: object[] } }>(
    'mutation ($input: RatingCycleCreateInput!) { ratingCycleCreate(input: $input) { errors { code path } } }',
    {
      input: {
        title: { uzLatn: 'Sinov' },
        methodologyVersionId: state.versions.approved,
        periodFrom: '2026-01-01',
        periodTo: '2026-12-31',
        councilCodes: ['UZ-AN', 'XX', 'UZ-BU', 'YY'],
      },
    },
  );
  expect(data?.ratingCycleCreate.errors).toEqual([
    { code: 'NOT_FOUND', path: ['councilCodes', '1'] },
    { code: 'NOT_FOUND', path: ['councilCodes', '3'] },
  ]);
});
