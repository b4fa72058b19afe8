import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSalt } from '../../src/ledger/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { canonical } from '../support/canonical.js';
import { signIn, type TestClient } from '../support/client.js';
import { openScoring, type ScoringCycle } from '../support/scoring.js';

let running: TestApp;
let cycle: ScoringCycle;
let rater: TestClient;

beforeAll(async () => {
  running = await startTestApp();
  cycle = await openScoring(running.test);
  rater = await signIn(running.url, 'rater1');
});

afterAll(() => running.close());

/** A judged range in steps of a half. */
const itemId = (): string => cycle.items.get('2.2') ?? '';
const sha256 = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');

interface Draft {
  readonly points: string;
  readonly justification: string;
}

async function save(points: string): Promise<Draft | null> {
  const { data } = await rater.send<{ scoreSave: { item: { draft: Draft } | null } }>(
    `mutation ($input: ScoreSaveInput!) {
      scoreSave(input: $input) { item { draft { points justification } } errors { code path } }
    }`,
    { input: { itemId: itemId(), value: { kind: 'POINTS', points }, justification: 'Hujjatlarga koʻra baholandi.' } },
  );
  return data?.scoreSave.item?.draft ?? null;
}

/** Submits a commitment to points and reasons, made by the description in the schema alone. */
async function submit({ points, justification }: Draft): Promise<unknown> {
  const { data: own } = await rater.send<{ evaluation: { assignments: { pseudonym: string }[] } }>(
    'query ($id: ID!) { evaluation(id: $id) { assignments { pseudonym } } }',
    { id: cycle.evaluationId },
  );
  const salt = newSalt();
  const hash = sha256({
    domain: 'kengash/mark/1',
    cycle: cycle.cycleId,
    evaluationItem: itemId(),
    round: 0,
    rater: own?.evaluation.assignments[0]?.pseudonym,
    value: { kind: 'POINTS', points },
    justificationHash: sha256({ domain: 'kengash/justification/1', salt, text: justification }),
    salt,
  });
  const { data } = await rater.send<{ scoreSubmit: unknown }>(
    'mutation ($input: ScoreSubmitInput!) { scoreSubmit(input: $input) { errors { code path message } } }',
    { input: { evaluationId: cycle.evaluationId, commitments: [{ itemId: itemId(), salt, hash }] } },
  );
  return data?.scoreSubmit;
}

describe('a commitment', () => {
  it('is made of the draft as it is read back, whose points are in their shortest form', async () => {
    const draft = await save('4.50');
    expect(draft?.points).toBe('4.5');
    expect(await submit(draft as Draft)).toEqual({ errors: [] });
    const { data } = await rater.send('query ($id: ID!) { node(id: $id) { ... on EvaluationItem { scores { points } } } }', {
      id: itemId(),
    });
    expect(data).toEqual({ node: { scores: [{ points: '4.5' }] } });
  });

  it('that does not match is refused with a message that says what it is made of', async () => {
    const draft = (await save('4.50')) as Draft;
    expect(await submit({ ...draft, points: '4.50' })).toEqual({
      errors: [
        {
          code: 'COMMITMENT_MISMATCH',
          path: ['commitments', '0', 'hash'],
          message: expect.stringMatching(/shortest form.*reasons.*salt.*pseudonym.*CommitmentInput\.hash/),
        },
      ],
    });
  });
});
