import { Client } from 'pg';
import { clusterUser } from './initialise.js';

/** Where a cluster is asked. */
export interface ClusterAddress {
  readonly host: string;
  readonly port: number;
  /** Needed on a port; a socket is guarded by its folder. */
  readonly password?: string;
}

/** A client on the maintenance database. Environment variables of other servers (PGSSLMODE) do not count. */
function maintenanceClient({ host, port, password }: ClusterAddress): Client {
  const secret = password === undefined ? {} : { password };
  const client = new Client({ host, port, ...secret, user: clusterUser, database: 'postgres', ssl: false });
  // A connection that the server ends is told by the query that fails; without a listener it would end the process.
  client.on('error', () => {});
  return client;
}

/** Whether the cluster answers. */
export async function answers(address: ClusterAddress): Promise<boolean> {
  const client = maintenanceClient(address);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function execute(address: ClusterAddress, command: (client: Client) => Promise<unknown>): Promise<void> {
  const client = maintenanceClient(address);
  await client.connect();
  try {
    await command(client);
  } finally {
    await client.end();
  }
}

/** Makes a database, as a copy of another one where one is named. Rejects with the server's error. */
export async function createDatabase(address: ClusterAddress, name: string, template?: string): Promise<void> {
  await execute(address, (client) => {
    const source = template === undefined ? '' : ` template ${client.escapeIdentifier(template)}`;
    return client.query(`create database ${client.escapeIdentifier(name)}${source}`);
  });
}

/** Makes a database unless it exists. */
export async function ensureDatabase(address: ClusterAddress, name: string): Promise<void> {
  await execute(address, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      await client.query(`create database ${client.escapeIdentifier(name)}`);
    }
  });
}

/** Drops a database if it exists, ending the connections to it. */
export async function dropDatabase(address: ClusterAddress, name: string): Promise<void> {
  await execute(address, (client) =>
    client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`),
  );
}
