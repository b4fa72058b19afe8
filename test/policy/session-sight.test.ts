import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { decodeNodeIdOf, encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import { JointRating } from '../support/joint-rating.js';
import { openScoring, type ScoringCycle } from '../support/scoring.js';

/** The states of an assignment, and that there is none, each with whether its rater sees the session and its items. */
const assignments = {
  none: false,
  DECLARING: false,
  ACTIVE: true,
  COMPLETED: true,
  DECLINED: false,
  CONFLICTED: false,
  RECUSED: false,
  REPLACED: false,
} as const;

type AssignmentName = keyof typeof assignments;

const officials = ['agency', 'methodologist', 'approver', 'manager', 'facilitator', 'facilitator2', 'auditor'];
const hidden = ['the public', 'rater9', 'chair-uz-an', 'secretary-uz-an', 'secretary-uz-bu'];

let running: TestApp;
let cycle: ScoringCycle;
let sessionId: string;
let itemId: string;

beforeAll(async () => {
  running = await startTestApp();
  cycle = await openScoring(running.test);
  const joint = new JointRating(running.test);
  sessionId = await joint.schedule(decodeNodeIdOf('RatingCycle', cycle.cycleId) ?? '', { observers: ['rater5'] });
  itemId = (await joint.itemsOf(sessionId)).get('1.2') ?? '';
});

afterAll(() => running?.close());

async function assign(name: string, state: AssignmentName): Promise<void> {
  const { database } = running.test;
  const evaluationId = decodeNodeIdOf('Evaluation', cycle.evaluationId) ?? '';
  const mine = { evaluation_id: evaluationId, rater_id: demonstrationAccountId(name) };
  await database.deleteFrom('rater_assignment').where('evaluation_id', '=', evaluationId).where('rater_id', '=', mine.rater_id).execute();
  if (state !== 'none') {
    const row = { id: '11111111-1111-4111-8111-111111111111', ...mine, pseudonym: 'R-1', state, version: 1 };
    await database.insertInto('rater_assignment').values(row as never).execute();
  }
}

interface Told {
  readonly ratingSessions: { readonly nodes: readonly { readonly id: string; readonly items: { readonly totalCount: number } }[] };
  readonly ratingSession: object | null;
  readonly nodes: readonly (object | null)[];
}

const query = `query ($id: ID!, $ids: [ID!]!) {
  ratingSessions { nodes { id items { totalCount } } }
  ratingSession(id: $id) { id }
  nodes(ids: $ids) { id }
}`;

/** What lists, the field of a session and nodes show somebody: whether the session is there, and whether its items are. */
async function seenBy(name: string): Promise<readonly boolean[]> {
  const client = name === 'the public' ? new TestClient(running.url) : await signIn(running.url, name);
  const ids = [encodeNodeId('RatingSession', sessionId), encodeNodeId('RatingSessionItem', itemId)];
  const { data } = await client.send<Told>(query, { id: ids[0], ids });
  const listed = data?.ratingSessions.nodes.find(({ id }) => id === ids[0]);
  const [session, item] = data?.nodes ?? [];
  return [listed !== undefined, (listed?.items.totalCount ?? 0) > 0, data?.ratingSession !== null, session !== null, item !== null];
}

const alike = (isSeen: boolean): readonly boolean[] => [isSeen, isSeen, isSeen, isSeen, isSeen];

describe('lists and nodes let the same people see a session and its items', () => {
  it.each(Object.entries(assignments) as [AssignmentName, boolean][])('a rater with the assignment %s: %s', async (state, isSeeing) => {
    await assign('rater9', state);
    expect(await seenBy('rater9')).toEqual(alike(isSeeing));
    await assign('rater9', 'none');
  });

  it.each(officials)('%s, by office', async (name) => {
    expect(await seenBy(name)).toEqual(alike(true));
  });

  it('whoever looks on', async () => {
    expect(await seenBy('rater5')).toEqual(alike(true));
  });

  it.each(['CONFLICTED', 'RECUSED'] as const)('nobody whose assignment is %s, by whatever office, or looking on', async (state) => {
    for (const name of ['facilitator', 'auditor', 'approver', 'rater5']) {
      await assign(name, state);
      expect([name, ...(await seenBy(name))]).toEqual([name, ...alike(false)]);
      await assign(name, 'none');
    }
  });

  it("the session without the items, one of the council's own people who holds an office", async () => {
    const { database } = running.test;
    const grant = { id: '22222222-2222-4222-8222-222222222222', account_id: demonstrationAccountId('secretary-uz-an'), role: 'FACILITATOR' };
    await database.insertInto('role_grant').values({ ...grant, granted_by: grant.account_id } as never).execute();
    expect(await seenBy('secretary-uz-an')).toEqual([true, false, true, true, false]);
    await database.updateTable('role_grant').set({ revoked_at: new Date() }).where('id', '=', grant.id).execute();
  });

  it.each(hidden)('not %s', async (name) => {
    expect(await seenBy(name)).toEqual(alike(false));
  });
});
