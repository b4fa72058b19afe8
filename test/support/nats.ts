import { once } from 'node:events';
import { connect as connectSocket } from 'node:net';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { natsAddress } from '../../src/realtime/nats/nats-address.js';
import { namesOf } from '../../src/realtime/nats/jetstream-transport.js';

/** Where tests look for NATS with JetStream: NATS_URL, or this machine. */
export const natsUrl = process.env.NATS_URL ?? 'nats://127.0.0.1:4222';

/** Host and port of it. */
export const natsServer = { host: new URL(natsUrl).hostname, port: Number(new URL(natsUrl).port || 4222) };

async function answers(): Promise<boolean> {
  const socket = connectSocket(natsServer);
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(2_000) });
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/**
 * Whether tests over NATS are left out: where there is no server, as on the machine of somebody who tries the project.
 * With CI set they are run, and fail.
 */
export const isNatsLeftOut = !process.env.CI && !(await answers());

/** What a group of tests over NATS is called, so that leaving it out says why. */
export const overNats = isNatsLeftOut ? `over NATS (left out: no server at ${natsUrl}; start one with JetStream)` : 'over NATS';

/** Deletes what the nodes of an installation left on the server. */
export async function forgetInstallation(installationId: string): Promise<void> {
  const connection = await connect(natsAddress(natsUrl));
  try {
    const { stream } = namesOf(installationId);
    const manager = await jetstreamManager(connection);
    await manager.streams.delete(stream).catch(() => false);
  } finally {
    await connection.close();
  }
}
