import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startTestCluster } from '../support/cluster.js';
import { ask } from './embedded-program.js';

/** A folder as a test run leaves it that is killed, made ten minutes ago. */
async function oldFolder(claim: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kengash-test-'));
  await mkdir(join(folder, 'postgres'));
  await writeFile(join(folder, 'kengash.pid'), claim);
  const then = new Date(Date.now() - 600_000);
  await utimes(folder, then, then);
  return folder;
}

describe('the cluster of the tests', () => {
  it('does not wait for the disk, and takes its folder away when it stops', async () => {
    const cluster = await startTestCluster();
    try {
      const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'max_connections'];
      const columns = names.map((name) => `current_setting('${name}') as ${name}`).join(', ');
      expect(await ask(cluster.connection, `select ${columns}`)).toEqual([
        { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
      ]);
    } finally {
      await cluster.stop();
    }
    expect(existsSync(cluster.dataDirectory)).toBe(false);
  });

  it('takes away the folders of killed runs and leaves those of living ones', async () => {
    const abandoned = await oldFolder('4194303\nanother-boot/1\n');
    const used = await oldFolder(`${process.pid}\n\n`);
    try {
      await (await startTestCluster()).stop();
      expect(existsSync(abandoned)).toBe(false);
      expect(existsSync(used)).toBe(true);
    } finally {
      await rm(used, { recursive: true, force: true });
      await rm(abandoned, { recursive: true, force: true });
    }
  });
});
