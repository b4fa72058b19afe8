import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A TCP proxy before the database's socket, or another server, that can be cut. */
export interface FaultProxy {
  readonly port: number;
  /** Leaves the connections there are half open: what is sent is swallowed, and nobody is told. New ones work. */
  hush(): void;
  /** Breaks all connections and refuses new ones for so many milliseconds. */
  cut(milliseconds: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a proxy to the Unix socket of a PostgreSQL server, or to its address. */
export async function startFaultProxy(host: string, port: number): Promise<FaultProxy> {
  const sockets = new Map<Socket, Socket>();
  const target = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };
  const server = createServer((near) => {
    const far = connect(target);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.set(socket, other);
      socket.pipe(other);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    sockets.forEach((_, socket) => socket.destroy());
    await closed;
  };
  return {
    port: own,
    hush: () => sockets.forEach((other, socket) => void socket.unpipe(other).resume()),
    cut: async (milliseconds) => {
      await close();
      await sleep(milliseconds);
      server.listen(own, '127.0.0.1');
      await once(server, 'listening');
    },
    stop: close,
  };
}
