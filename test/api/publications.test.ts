import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareCycles } from '../policy/prepared-cycles.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { canonical } from '../support/canonical.js';
import { TestClient } from '../support/client.js';

let running: TestApp;
let cycles: Awaited<ReturnType<typeof prepareCycles>>;

beforeAll(async () => {
  running = await startTestApp();
  cycles = await prepareCycles(running.test);
});

afterAll(() => running.close());

/** The hash as the schema describes it. */
const hashOf = (kind: string, snapshot: string): string =>
  createHash('sha256').update(kind).update(Uint8Array.of(0)).update(snapshot).digest('hex');

interface Table {
  readonly snapshot: string;
  readonly snapshotHash: string;
  readonly rows: readonly object[];
}

/** A table as the public sees it. */
async function tableOf(number: number): Promise<Table> {
  const { data } = await new TestClient(running.url).send<{ publication: Table }>(
    'query ($number: Int!) { publication(number: $number) { snapshot snapshotHash rows { criteria { code points maxPoints } } } }',
    { number },
  );
  return data?.publication as Table;
}

describe('a published table', () => {
  it('of the first shape stays readable, and its hash can be checked by its kind', async () => {
    const { database } = running.test;
    const made = await database.selectFrom('publication').selectAll().where('published_at', 'is not', null).executeTakeFirstOrThrow();
    const { tieBreak: _, ...now } = JSON.parse(made.snapshot) as { tieBreak: unknown; rows: object[] };
    const criteria = [
      { code: '1', points: '32/7' },
      { code: '2', points: null },
    ];
    const rows = now.rows.map((row) => ({ ...row, rated: true, rank: 1, criteria }));
    const snapshot = canonical({ ...now, kind: 'kengash/publication/1', number: 900, rows });
    await database
      .insertInto('publication')
      .values({
        id: v7(),
        cycle_id: cycles.staged,
        number: 900,
        state: 'CORRECTED',
        snapshot,
        snapshot_hash: hashOf('kengash/publication/1', snapshot),
        published_at: new Date(),
      } as never)
      .execute();
    for (const number of [900, made.number]) {
      const told = await tableOf(number);
      expect(told.snapshotHash).toBe(hashOf((JSON.parse(told.snapshot) as { kind: string }).kind, told.snapshot));
    }
    expect((await tableOf(900)).rows).toEqual([{ criteria: criteria.map((criterion) => ({ ...criterion, maxPoints: null })) }]);
  });
});
