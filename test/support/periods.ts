import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedPeriods } from '../../src/cli/demonstration/periods.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { FolderStorage } from '../../src/storage/folder-storage.js';
import type { TestDatabase } from './database.js';
import { testSeal } from './seal.js';

/** Loads the periods of the demonstration; the bytes of their files are kept nowhere. */
export async function loadPeriods({ orm, database }: TestDatabase): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kengash-periods-'));
  try {
    await seedPeriods(new UnitOfWork(orm, () => {}), database, new FolderStorage(folder), testSeal, () => {});
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
