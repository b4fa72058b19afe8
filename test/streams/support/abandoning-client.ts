import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * A client with a heap of its own, that subscribes again and again and stays for nothing: of four subscriptions two are
 * completed before anything can have come, one after its first frame, and one is left to the break of the socket.
 */
const program = `
const { workerData, parentPort } = require('node:worker_threads');
const { WebSocket } = require('ws');
const { url, query, variables, count, perSocket, sockets } = workerData;

function oneSocket(amount) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'graphql-transport-ws');
    const left = new Set();
    let next = 0;
    socket.on('error', reject);
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    const say = (message) => socket.send(JSON.stringify(message));
    const subscribe = () => {
      const id = String(next);
      next += 1;
      say({ id, type: 'subscribe', payload: { query, variables } });
      return id;
    };
    const goOn = () => {
      while (next < amount) {
        const kind = next % 4;
        const id = subscribe();
        if (kind < 2) {
          say({ id, type: 'complete' });
        } else if (kind === 2) {
          left.add(id);
          return;
        }
      }
      socket.terminate();
    };
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.type === 'connection_ack') {
        goOn();
      } else if (message.type === 'error') {
        socket.terminate();
        reject(new Error(String(data)));
      } else if (left.delete(message.id)) {
        say({ id: message.id, type: 'complete' });
        goOn();
      }
    });
    socket.on('close', () => (next >= amount ? resolve() : reject(new Error('closed after ' + next))));
  });
}

async function run() {
  let begun = 0;
  const work = async () => {
    while (begun < count) {
      const amount = Math.min(perSocket, count - begun);
      begun += amount;
      await oneSocket(amount);
    }
  };
  await Promise.all(Array.from({ length: sockets }, work));
}
run().then(() => parentPort.postMessage(null), (error) => parentPort.postMessage(String(error && error.stack || error)));
`;

/** What is subscribed to and abandoned. */
export interface Abandoning {
  readonly url: string;
  readonly query: string;
  readonly variables: object;
  /** How many subscriptions, over as many sockets one after the other as the limits of one ask for. */
  readonly count: number;
}

/** Subscribes and abandons so many times. Throws when one is refused. */
export async function abandon({ url, ...rest }: Abandoning): Promise<void> {
  // One socket may start 128 at once and have 64 open, of which a quarter stays until it breaks.
  const workerData = { url: `${url.replace('http', 'ws')}/graphql`, perSocket: 100, sockets: 4, ...rest };
  const worker = new Worker(program, { eval: true, workerData });
  const [failure] = (await once(worker, 'message')) as [string | null];
  await worker.terminate();
  if (failure !== null) {
    throw new Error(`A subscription could not be abandoned: ${failure}`);
  }
}
