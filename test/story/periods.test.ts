import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleEvidence } from '../../src/cli/demonstration/data/sample-evidence.js';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { loadPeriods } from '../support/periods.js';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
});

afterAll(() => test.close());

describe('the periods of the demonstration', () => {
  it('are a published one and an open one that is compared with it, however often they are loaded', async () => {
    await loadPeriods(test);
    await loadPeriods(test);
    const cycles = await test.database
      .selectFrom('rating_cycle')
      .select(['id', 'state', 'previous_cycle_id', 'demonstration'])
      .orderBy('period_from')
      .execute();
    expect(cycles).toMatchObject([
      { state: 'PUBLISHED', previous_cycle_id: null, demonstration: true },
      { state: 'EVIDENCE_OPEN', previous_cycle_id: cycles[0]?.id, demonstration: true },
    ]);
    const marks = await test.database.selectFrom('score').select('state').execute();
    expect(marks).toHaveLength(378);
    expect(new Set(marks.map(({ state }) => state))).toEqual(new Set(['LOCKED']));
    const evidence = await test.database.selectFrom('evidence').select('id').execute();
    expect(evidence).toHaveLength(sampleEvidence(2025).length);
    const [publication] = await test.database.selectFrom('publication').selectAll().execute();
    const { rows } = JSON.parse(publication?.snapshot ?? '{}') as { rows: { category: string; rated: boolean }[] };
    expect(rows.filter(({ rated }) => rated)).toHaveLength(14);
    expect(new Set(rows.map(({ category }) => category)).size).toBe(3);
  });
});
