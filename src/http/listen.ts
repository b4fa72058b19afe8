import type { Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** The server cannot listen where it should; the message says what to do. */
export class ListenError extends Error {
  constructor(
    readonly code: 'PORT_IN_USE' | 'PORT_NOT_ALLOWED' | 'HOST_NOT_AVAILABLE' | 'LISTEN_FAILED',
    message: string,
    cause: unknown,
  ) {
    super(message, { cause });
    this.name = 'ListenError';
  }
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): ListenError {
  switch (error.code) {
    case 'EADDRINUSE':
      return new ListenError(
        'PORT_IN_USE',
        `Port ${port} on ${host} is in use by another program. Stop it, or set PORT to a free port.`,
        error,
      );
    case 'EACCES':
      return new ListenError(
        'PORT_NOT_ALLOWED',
        `This user may not listen on port ${port}. Set PORT above 1023.`,
        error,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ListenError(
        'HOST_NOT_AVAILABLE',
        `This machine has no address ${host}. Set HOST to one it has.`,
        error,
      );
    default:
      return new ListenError('LISTEN_FAILED', `Cannot listen on ${host}, port ${port}: ${error.message}`, error);
  }
}

/**
 * Connections that may wait to be taken: after a network is back they come all at once. The system may allow fewer
 * (`net.core.somaxconn` on Linux).
 */
const backlog = 4_096;

/**
 * Sockets that connections are taken from. Node takes one from each in a turn of the event loop (libuv/libuv#3696), and
 * turns are long while a server works: with one socket a few hundred clients that come back would take seconds.
 */
const acceptors = 8;

/** Where to listen. */
export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Begins with a connection beyond the one that each turn of the event loop takes anyway: now, or when there is time. */
  admit(begin: () => void): void;
}

/** What listens on a port. */
export interface Listening {
  readonly port: number;
  /** Takes no more connections; resolves when those that were taken have ended. */
  close(): Promise<void>;
}

/** Starts to listen; port 0 takes any free one. Throws ListenError. */
export async function listen(server: HttpServer, { host, port, admit }: ListenOptions): Promise<Listening> {
  if (port !== 0) {
    // Sockets that share a port would share it with another server of the same user, too, and nobody would know. Two that
    // start in the same instant can still both find it free.
    await tryToListen(host, port);
  }
  const isShared = await bind(server, { host, port, reusePort: true }).then(
    () => true,
    // Not every system can; what else there is to say against the address is said by the second attempt.
    () => bind(server, { host, port, reusePort: false }).then(() => false),
  );
  const { address, port: taken } = server.address() as AddressInfo;
  const waiting = new Set<Socket>();
  const others = Array.from({ length: isShared ? acceptors - 1 : 0 }, () =>
    createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, (socket) => {
      waiting.add(socket);
      admit(() => {
        if (waiting.delete(socket)) {
          server.emit('connection', socket);
          socket.resume();
        }
      });
    }),
  );
  const all = [server, ...others];
  const close = async (): Promise<void> => {
    const closed = all.map((each) => new Promise<void>((resolve) => each.close(() => resolve())));
    waiting.forEach((socket) => socket.destroy());
    waiting.clear();
    await Promise.all(closed);
  };
  try {
    await Promise.all(others.map((each) => bind(each, { host: address, port: taken, reusePort: true })));
  } catch (error) {
    await close();
    throw error;
  }
  return { port: taken, close };
}

/**
 * Looks whether this process could listen there, before long work that would be in vain. Throws ListenError. Nobody is
 * kept from taking the port afterwards, so `listen` can still fail.
 */
export async function tryToListen(host: string, port: number): Promise<void> {
  const server = createServer();
  await bind(server, { host, port, reusePort: false });
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
}

async function bind(
  server: Server,
  { host, port, reusePort }: { readonly host: string; readonly port: number; readonly reusePort: boolean },
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => reject(listenError(error, host, port));
    server.once('error', onError);
    server.listen({ port, host, backlog, reusePort }, () => {
      server.off('error', onError);
      resolve();
    });
  });
}
