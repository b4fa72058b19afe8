import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { openEvidence, type ScoringCycle } from '../support/scoring.js';

let running: TestApp;
let cycle: ScoringCycle;
let secretary: TestClient;

beforeAll(async () => {
  running = await startTestApp();
  cycle = await openEvidence(running.test);
  secretary = await signIn(running.url, 'secretary-uz-an');
});

afterAll(() => running.close());

interface Claim {
  readonly claimedPoints: string | null;
  readonly note: string | null;
  readonly version: number;
}

async function claim(code: string, given: object): Promise<{ claim: Claim | null; errors: object[] } | undefined> {
  const { data } = await secretary.send<{
    selfAssessmentSave: { item: { selfAssessment: Claim } | null; errors: object[] };
  }>(
    `mutation ($input: SelfAssessmentSaveInput!) {
      selfAssessmentSave(input: $input) { item { selfAssessment { claimedPoints note version } } errors { code path } }
    }`,
    { input: { itemId: cycle.items.get(code), ...given } },
  );
  const told = data?.selfAssessmentSave;
  return told && { claim: told.item?.selfAssessment ?? null, errors: told.errors };
}

it('what a claim leaves out stays, and null empties it', async () => {
  expect(await claim('1.1', { claimedPoints: '2.5', note: 'Birinchi' })).toEqual({
    claim: { claimedPoints: '2.5', note: 'Birinchi', version: 1 },
    errors: [],
  });
  expect(await claim('1.1', { note: 'Ikkinchi', version: 1 })).toEqual({
    claim: { claimedPoints: '2.5', note: 'Ikkinchi', version: 2 },
    errors: [],
  });
  expect(await claim('1.1', { claimedPoints: '3', version: 2 })).toEqual({
    claim: { claimedPoints: '3', note: 'Ikkinchi', version: 3 },
    errors: [],
  });
  expect(await claim('1.1', { claimedPoints: null, version: 3 })).toEqual({
    claim: { claimedPoints: null, note: 'Ikkinchi', version: 4 },
    errors: [],
  });
});

it('a claim that changes nothing is told so, and takes no version', async () => {
  expect(await claim('1.2', {})).toEqual({ claim: null, errors: [{ code: 'NOTHING_TO_CHANGE', path: [] }] });
  await claim('1.2', { claimedPoints: '1.5', note: 'Izoh' });
  for (const same of [{}, { note: 'Izoh' }, { claimedPoints: '1.50' }, { claimedPoints: '1.5', note: ' Izoh ' }]) {
    expect(await claim('1.2', { ...same, version: 1 })).toEqual({
      claim: null,
      errors: [{ code: 'NOTHING_TO_CHANGE', path: [] }],
    });
  }
  expect(await claim('1.2', { note: null, version: 1 })).toMatchObject({ claim: { claimedPoints: '1.5', note: null, version: 2 } });
});

it('an empty note is no way to empty it', async () => {
  expect(await claim('1.3', { note: '' })).toEqual({ claim: null, errors: [{ code: 'REQUIRED', path: ['note'] }] });
});
