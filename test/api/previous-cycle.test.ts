import { afterAll, beforeAll, expect, it } from 'vitest';
import { finishedPeriod } from '../../src/cli/demonstration/data/demonstration-periods.js';
import { prepareCycles } from '../policy/prepared-cycles.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn } from '../support/client.js';
import { loadPeriods } from '../support/periods.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
  // A published period of all councils, and a later one of UZ-AN alone.
  await loadPeriods(running.test);
  await prepareCycles(running.test);
});

afterAll(() => running.close());

async function previousOf(councilCodes: readonly string[]): Promise<string | undefined> {
  const manager = await signIn(running.url, 'manager');
  const versions = await manager.send<{ methodology: { versions: { id: string }[] } }>(
    '{ methodology(code: "councils-illustrative") { versions { id } } }',
  );
  const { data } = await manager.send<{ ratingCycleCreate: { ratingCycle: { previousCycle: { periodFrom: string } | null } } }>(
    `mutation ($input: RatingCycleCreateInput!) {
      ratingCycleCreate(input: $input) { ratingCycle { previousCycle { periodFrom } } errors { code } }
    }`,
    {
      input: {
        title: { uzLatn: 'Keyingi davr' },
        methodologyVersionId: versions.data?.methodology.versions[0]?.id,
        periodFrom: '2027-01-01',
        periodTo: '2027-12-31',
        councilCodes,
      },
    },
  );
  return data?.ratingCycleCreate.ratingCycle.previousCycle?.periodFrom;
}

it('a cycle is compared with the one that rated most of its councils, and of those with the latest', async () => {
  expect(await previousOf(['UZ-AN', 'UZ-NW'])).toBe(finishedPeriod.periodFrom);
  expect(await previousOf(['UZ-AN'])).toBe('2026-01-01');
});
