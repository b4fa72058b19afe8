import type { TestProject } from 'vitest/node';
import { startTestCluster } from './cluster.js';
import { type ClusterConnection, prepareTemplate } from './database.js';

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions
  export interface ProvidedContext {
    cluster: ClusterConnection;
  }
}

/** Starts the one cluster of a test run and makes the database that tests copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster();
  try {
    const { host, port, user } = cluster.connection;
    await prepareTemplate({ host, port, user });
    project.provide('cluster', { host, port, user });
    return () => cluster.stop();
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}
