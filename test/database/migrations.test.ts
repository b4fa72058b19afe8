import { afterEach, describe, expect, it } from 'vitest';
import { migrationsList } from '../../migrations/index.js';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import { migrate, pendingMigrations } from '../../src/database/migrate.js';
import { schemaDrift } from '../../src/database/schema-drift.js';
import { seedReferenceData } from '../../src/reference-data.js';
import { rowCounter } from '../api/support/row-counts.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { loadPeriods } from '../support/periods.js';
import { openScoring } from '../support/scoring.js';

let open: TestDatabase | undefined;

const rowCounts = async (database: TestDatabase['database']) => (await rowCounter(database))();

afterEach(async () => {
  await open?.close();
  open = undefined;
});

describe('the migrations', () => {
  it('go up, down and up again on an empty database', async () => {
    open = await createTestDatabase({ empty: true });
    const { orm } = open;
    expect(await pendingMigrations(orm)).toHaveLength(migrationsList.length);
    await migrate(orm);
    await orm.migrator.down({ to: 0 });
    const tables = await open.database
      .selectFrom('pg_tables' as never)
      .select('tablename' as never)
      .where('schemaname' as never, '=', 'public' as never)
      .execute();
    expect(tables).toEqual([{ tablename: 'migration' }]);
    await migrate(orm);
    expect(await pendingMigrations(orm)).toEqual([]);
    expect(await schemaDrift(orm)).toEqual([]);
  });

  it('go down and up on a database in which a rating was made and published', { timeout: 180_000 }, async () => {
    open = await createTestDatabase();
    const { orm, database } = open;
    await seedPeople(database);
    await loadPeriods(open);
    await openScoring(open);
    const filled = await rowCounts(database);
    for (const table of ['rating_cycle', 'evaluation_item', 'score', 'evidence', 'measurement', 'publication', 'publication_approval', 'rt_event', 'ledger_entry']) {
      expect([table, (filled[table] ?? 0) > 0]).toEqual([table, true]);
    }
    expect(await schemaDrift(orm)).toEqual([]);

    await orm.migrator.down({ to: 0 });
    expect(Object.keys(await rowCounts(database))).toEqual(['migration']);

    await migrate(orm);
    expect(await pendingMigrations(orm)).toEqual([]);
    expect(await schemaDrift(orm)).toEqual([]);
    await seedReferenceData(database);
    await seedPeople(database);
    await openScoring(open);
    const again = await rowCounts(database);
    expect(Object.keys(again)).toEqual(Object.keys(filled));
    expect([again.council, again.account, again.published_rating]).toEqual([filled.council, filled.account, filled.published_rating]);
  });

  it('make what the entities describe, and nothing else', async () => {
    open = await createTestDatabase();
    expect(await schemaDrift(open.orm)).toEqual([]);
  });
});

describe('the reference data', () => {
  it('are loaded once, however often they are loaded', async () => {
    open = await createTestDatabase();
    const { database } = open;
    const count = async (): Promise<unknown> =>
      Promise.all(
        (['territory', 'council', 'seat', 'methodology', 'methodology_version', 'published_rating', 'published_total'] as const).map(
          async (table) => (await database.selectFrom(table).select('id').execute()).length,
        ),
      );
    const before = await count();
    await seedReferenceData(database);
    expect(await count()).toEqual(before);
    expect(before).toEqual([14, 15, 210, 2, 2, 87, 10]);
  });
});
