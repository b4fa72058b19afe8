import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleEvidence } from '../../src/cli/demonstration/data/sample-evidence.js';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import { compare, rational } from '../../src/scoring/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { loadPeriods } from '../support/periods.js';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
});

afterAll(() => test.close());

/** Whether one key comes before another: by the first part in which they differ. */
function isBetter(left: readonly string[], right: readonly string[]): boolean {
  const at = left.findIndex((part, place) => compare(rational(part), rational(right[place] ?? '')) !== 0);
  return at !== -1 && compare(rational(left[at] ?? ''), rational(right[at] ?? '')) > 0;
}

describe('the periods of the demonstration', () => {
  it('are a published one and an open one that is compared with it, however often they are loaded', { timeout: 120_000 }, async () => {
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

  it('end in a table whose every rank can be reproduced from its snapshot alone', async () => {
    await loadPeriods(test);
    const [publication] = await test.database.selectFrom('publication').selectAll().execute();
    const { tieBreak, rows } = JSON.parse(publication?.snapshot ?? '{}') as {
      tieBreak: string[];
      rows: {
        rank: number;
        published: string;
        criteria: { code: string; points: string; maxPoints: string }[];
        indicators: { points: string | null; maxPoints: string }[];
      }[];
    };
    expect(tieBreak).toEqual(['6', '4', '2', '1', '3', '5']);
    const keyOf = ({ published, criteria }: (typeof rows)[number]) => [
      published,
      ...tieBreak.map((code) => criteria.find((criterion) => criterion.code === code)?.points ?? '-1'),
    ];
    const keys = rows.map(keyOf);
    expect(rows.map(({ rank }) => rank)).toEqual(keys.map((key) => 1 + keys.filter((other) => isBetter(other, key)).length));
    for (const { points, maxPoints } of rows.flatMap(({ criteria, indicators }) => [...criteria, ...indicators])) {
      expect(points === null || compare(rational(points), rational(maxPoints)) <= 0).toBe(true);
    }
  });
});
