import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PreparedState, prepareState } from '../policy/prepared-state.js';
import type { TestClient } from '../support/client.js';

let state: PreparedState;

beforeAll(async () => {
  state = await prepareState();
});

afterAll(() => state?.running.close());

/** The steps of a cycle, each with the code of the reason why not; null where the viewer may take it. */
async function stepsOf(client: TestClient, id: string): Promise<Readonly<Record<string, string | null>>> {
  const { data } = await client.send<{
    ratingCycle: { nextSteps: { to: string; viewerCanTake: { allowed: boolean; code: string | null } }[] };
  }>('query ($id: ID!) { ratingCycle(id: $id) { nextSteps { to viewerCanTake { allowed code } } } }', { id });
  const steps = data?.ratingCycle.nextSteps ?? [];
  expect(steps.every(({ viewerCanTake: { allowed, code } }) => allowed === (code === null))).toBe(true);
  return Object.fromEntries(steps.map(({ to, viewerCanTake }) => [to, viewerCanTake.code]));
}

it('each viewer is told which steps of a cycle are theirs', async () => {
  const { clients, cycles } = state;
  expect(await stepsOf(clients.manager, cycles.open)).toEqual({ EVIDENCE_CLOSED: null, CANCELLED: 'FORBIDDEN' });
  expect(await stepsOf(clients.approver, cycles.open)).toEqual({ EVIDENCE_CLOSED: 'FORBIDDEN', CANCELLED: null });
  expect(await stepsOf(clients.approver, cycles.scoring)).toEqual({ DELIBERATION: null, CANCELLED: null });
  expect(await stepsOf(clients.assignedRater, cycles.scoring)).toEqual({ DELIBERATION: 'FORBIDDEN', CANCELLED: 'FORBIDDEN' });
  expect(await stepsOf(clients.public, cycles.published)).toEqual({ ARCHIVED: 'UNAUTHENTICATED' });
});

it('what is told of a step is what the step answers', async () => {
  const { clients, cycles } = state;
  for (const viewer of ['manager', 'approver', 'chair'] as const) {
    for (const id of Object.values(cycles)) {
      for (const [to, told] of Object.entries(await stepsOf(clients[viewer], id))) {
        const { data } = await clients[viewer].send<{ ratingCycleAdvance: { errors: { code: string }[] } }>(
          'mutation ($input: RatingCycleAdvanceInput!) { ratingCycleAdvance(input: $input) { errors { code } } }',
          { input: { id, to, version: 999, reason: 'Sinov' } },
        );
        expect(data?.ratingCycleAdvance.errors[0]?.code).toBe(told ?? 'VERSION_CONFLICT');
      }
    }
  }
});

it('a cycle is published by the approval of its table alone, and says so', async () => {
  const { clients, cycles } = state;
  expect(await stepsOf(clients.approver, cycles.staged)).toEqual({ PUBLISHED: 'PUBLISHED_BY_APPROVAL', CANCELLED: null });
  const { data } = await clients.approver.send(
    'mutation ($input: RatingCycleAdvanceInput!) { ratingCycleAdvance(input: $input) { errors { code message path } } }',
    { input: { id: cycles.staged, to: 'PUBLISHED', version: 1 } },
  );
  expect(data).toEqual({
    ratingCycleAdvance: {
      errors: [
        {
          code: 'PUBLISHED_BY_APPROVAL',
          message: 'No step of its own publishes a cycle: it is published when the second approver approves its table.',
          path: ['to'],
        },
      ],
    },
  });
});
