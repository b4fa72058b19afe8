import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raterAccounts } from '../../src/cli/demonstration/data/demonstration-people.js';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { loadPeriods } from '../support/periods.js';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
  await loadPeriods(test);
}, 180_000);

afterAll(() => test?.close());

describe('the finished period of the demonstration', () => {
  it('has cases of raters whose invented reasons repeat, and no other: its marks are drawn by one rule for all', async () => {
    const cases = await test.database.selectFrom('audit_case').selectAll().execute();
    expect(cases.length).toBeGreaterThan(0);
    expect(cases.length).toBeLessThan(raterAccounts.length);
    for (const found of cases) {
      expect(found).toMatchObject({ kind: 'STRAIGHT_LINING', evaluation_id: null, state: 'OPEN', detail: { of: 'REASONS' } });
    }
  });

  it('gives the same cases however often it is loaded', async () => {
    const before = await test.database.selectFrom('audit_case').selectAll().orderBy('id').execute();
    await loadPeriods(test);
    expect(await test.database.selectFrom('audit_case').selectAll().orderBy('id').execute()).toEqual(before);
  });
});
