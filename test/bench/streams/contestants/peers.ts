import { join } from 'node:path';
import { installPackages } from '../../support/packages.js';
import type { DialectName } from '../load/dialect.js';
import type { Contestant, RunningServer } from './contestant.js';
import { ServerChild } from './server-child.js';

/** What is measured beside ours and is not among the project's own dependencies. */
const packages = { '@hocuspocus/server': '4.7.0', yjs: '13.6.33', 'y-protocols': '1.0.7' };

/** Installs what the peers need, once; answers the folder. */
export const installPeers = (): Promise<string> => installPackages('kengash-bench-streams', packages);

/** A peer: its script publishes by itself when it is told to. */
interface Peer {
  readonly name: string;
  readonly script: string;
  readonly path: string;
  readonly dialect: DialectName;
}

const peers: readonly Peer[] = [
  { name: 'A: bare ws', script: 'ws-server.js', path: '/', dialect: { kind: 'ws' } },
  {
    name: 'B: Hocuspocus 4.7.0',
    script: 'hocuspocus-server.js',
    path: '/',
    dialect: { kind: 'hocuspocus', document: 'events' },
  },
  {
    name: 'C: graphql-ws + type-graphql',
    script: 'graphql-ws-server.js',
    path: '/graphql',
    dialect: {
      kind: 'graphql-ws',
      query: 'subscription { event { seq at body } }',
      variables: {},
      parameters: {},
      liveAfter: null,
    },
  },
];

async function start({ script, path, dialect }: Peer, core: readonly string[], folder: string): Promise<RunningServer> {
  const child = new ServerChild(join(import.meta.dirname, '..', 'servers', script), core, { PEERS: folder });
  const port = await child.answer<number>('port');
  const published = { last: 0 };
  const sockets = (count: number) => [{ name: script, count, address: { host: '127.0.0.1', port, path }, dialect }];
  return {
    pid: child.pid,
    sockets,
    idleSockets: sockets,
    nextSequence: async () => published.last + 1,
    publish: async (publish, perSecond) => {
      child.send({ publish, perSecond });
      published.last = await child.answer<number>('published');
    },
    publicationTimes: async () => new Map(),
    residentMemory: () => child.residentMemory(),
    stop: () => child.stop(),
  };
}

/** The peers, their packages in the folder given. */
export const peerContestants = (folder: string): readonly Contestant[] =>
  peers.map((peer) => ({ name: peer.name, start: (core) => start(peer, core, folder) }));
