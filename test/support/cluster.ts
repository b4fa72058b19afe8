import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/database/embedded/index.js';

/** Starts a cluster that is quick and survives no crash, in a folder of its own that is deleted when it stops. */
export async function startTestCluster(): Promise<EmbeddedPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'kengash-test-'));
  // Root's server runs as another user, who has to get through; the cluster within is that user's alone.
  await chmod(folder, 0o755);
  const removeData = async (dataDirectory: string): Promise<void> => {
    await rm(dataDirectory, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const cluster = await startEmbeddedPostgres({
      dataDirectory: folder,
      settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
    });
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
