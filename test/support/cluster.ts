import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimant, type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/database/embedded/index.js';

/** Begins the name of every folder of a test cluster. */
const prefix = 'kengash-test-';

/** Between its making and its claim a folder is nobody's for a moment, in milliseconds with plenty to spare. */
const claimTime = 60_000;

/** Deletes the folders of test runs that were killed. One of another user stays. */
async function removeAbandoned(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((each) => each.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    const found = await stat(folder).catch(() => null);
    if (found && Date.now() - found.mtimeMs > claimTime && (await claimant(folder)) === null) {
      await rm(folder, { recursive: true, force: true }).catch(() => {});
    }
  }
}

/** Quick, and survives no crash. */
const quickSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/**
 * Starts a cluster in a folder of its own that is deleted when it stops; a quick one that survives no crash, unless
 * settings are given. What killed runs have left is deleted, too.
 */
export async function startTestCluster(
  settings: Readonly<Record<string, string>> = quickSettings,
): Promise<EmbeddedPostgres> {
  await removeAbandoned();
  const folder = await mkdtemp(join(tmpdir(), prefix));
  // Root's server runs as another user, who has to get through; the cluster within is that user's alone.
  await chmod(folder, 0o755);
  const removeData = async (dataDirectory: string): Promise<void> => {
    await rm(dataDirectory, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const cluster = await startEmbeddedPostgres({ dataDirectory: folder, settings });
    return {
      ...cluster,
      stop: async () => {
        await cluster.stop();
        await removeData(cluster.dataDirectory);
      },
    };
  } catch (error) {
    await removeData(folder);
    throw error;
  }
}
