import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

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

/** Starts to listen; port 0 takes any free one. Throws ListenError. */
export async function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  await new Promise<void>((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => reject(listenError(error, host, port));
    server.once('error', onError);
    server.listen({ port, host, backlog }, () => {
      server.off('error', onError);
      resolve();
    });
  });
  return server.address() as AddressInfo;
}

/**
 * Looks whether this process could listen there, before long work that would be in vain. Throws ListenError. Nobody is
 * kept from taking the port afterwards, so `listen` can still fail.
 */
export async function tryToListen(host: string, port: number): Promise<void> {
  const server = createServer();
  await listen(server, host, port);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
}
