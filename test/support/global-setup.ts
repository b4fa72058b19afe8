import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/database/embedded/index.js';
import { type ClusterConnection, prepareTemplate } from './database.js';

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions
  export interface ProvidedContext {
    cluster: ClusterConnection;
  }
}

/** Starts the one cluster of a test run, which keeps nothing, and makes the database that tests copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'kengash-test-'));
  const cluster = await startEmbeddedPostgres({
    dataDirectory: folder,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  const tearDown = async (): Promise<void> => {
    await cluster.stop();
    await rm(cluster.dataDirectory, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const { host, port, user } = cluster.connection;
    await prepareTemplate({ host, port, user });
    project.provide('cluster', { host, port, user });
    return tearDown;
  } catch (error) {
    await tearDown();
    throw error;
  }
}
