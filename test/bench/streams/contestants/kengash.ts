import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeNodeId } from '../../../../src/relay/nodes/node-id.js';
import { signIn, TestClient } from '../../../support/client.js';
import type { DialectName } from '../load/dialect.js';
import type { SocketGroup } from '../load/orders.js';
import type { BenchCouncil, BenchDatabase } from './bench-database.js';
import type { Contestant, RunningServer } from './contestant.js';
import { ServerChild } from './server-child.js';
import { CouncilWriter } from './writer.js';

/** What `npm start` runs. */
const serverEntry = resolve('dist/src/main.js');

/** What a client asks of a council's stream. */
const subscription = (details: string): string => `subscription ($id: ID!, $after: Cursor) {
  stream: councilStream(councilId: $id, after: $after) {
    __typename
    ... on Ready { cursor recovered replayed }
    ... on CouncilSnapshot { cursor council { id version } }
    ... on Reset { reason }
    ... on Checkpoint { cursor }
    ... on Events { cursor events { seq prev cursor type at mutationId entityId actor { id } ${details} } }
  }
}`;
const plain = subscription('body { ... on CouncilUpdated { changed } }');
/** Frames of some 1 KiB, as those of the others are: one field is asked for under a long name. */
const filled = subscription(`body { ... on CouncilUpdated { changed ${'filling'.padEnd(640, '_')}: changed } }`);

/** One audience each: everything that is told is in one of these languages. */
const locales = ['en', 'ru', 'uz-Latn', 'uz-Cyrl'] as const;

/** How a socket listens to a council; with a cursor it goes on from there. */
export function listeningTo(
  councilId: string,
  { query = plain, locale = 'en', after = null }: { readonly query?: string; readonly locale?: string; readonly after?: string | null } = {},
): DialectName {
  return {
    kind: 'graphql-ws',
    query,
    variables: { id: encodeNodeId('Council', councilId), after },
    parameters: { locale },
    liveAfter: after === null ? '"CouncilSnapshot"' : '"recovered":true',
  };
}

/** A node of ours: a process that `npm start` would start, its limits raised by configuration alone. */
export class KengashNode {
  #agency: Promise<TestClient> | undefined;

  private constructor(
    readonly child: ServerChild,
    readonly url: string,
  ) {}

  /** Starts a node and waits until it is ready. Throws with its words when it does not start. */
  static async start(database: BenchDatabase, core: readonly string[]): Promise<KengashNode> {
    const child = new ServerChild(serverEntry, core, {
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: database.url,
      KENGASH_SECRET: 'a secret for the benchmark alone, long enough',
      KENGASH_DATA_DIR: join(database.dataDirectory, 'files'),
      KENGASH_RATE_BURST: '100000000',
      KENGASH_RATE_PER_SECOND: '100000000',
      KENGASH_CONNECTIONS_PER_ADDRESS: '1000000',
    });
    for (const deadline = Date.now() + 60_000; ; await sleep(50)) {
      const url = /"url":"(http:[^"]+)"/.exec(child.words)?.[1];
      if (url && (await fetch(`${url}/readyz`).then(({ ok }) => ok, () => false))) {
        return new KengashNode(child, url);
      }
      if (child.hasEnded || Date.now() > deadline) {
        await child.stop();
        throw new Error(`Kengash did not start:\n${child.words}`);
      }
    }
  }

  /** Where its sockets are opened. */
  get address(): SocketGroup['address'] {
    return { host: '127.0.0.1', port: Number(new URL(this.url).port), path: '/graphql' };
  }

  /** Where the stream of a council stands, as a client is told. Throws when it is not told. */
  async position(councilId: string): Promise<string> {
    const answer = await new TestClient(this.url).send<{ node: { position: string } | null }>(
      'query ($id: ID!) { node(id: $id) { ... on Council { position } } }',
      { id: encodeNodeId('Council', councilId) },
    );
    if (!answer.data?.node) {
      throw new Error(`The council was not told: ${JSON.stringify(answer)}`);
    }
    return answer.data.node.position;
  }

  /** A writer of a council at this node. All of them are one account: to sign in is made slow on purpose. */
  async writer(council: BenchCouncil): Promise<CouncilWriter> {
    this.#agency ??= signIn(this.url, 'agency');
    return new CouncilWriter(await this.#agency, council);
  }
}

async function start(database: BenchDatabase, core: readonly string[]): Promise<RunningServer> {
  const node = await KengashNode.start(database, core);
  const [council] = await database.councils(1);
  if (!council) {
    throw new Error('There is no council');
  }
  const writer = await node.writer(council);
  return {
    pid: node.child.pid,
    sockets: (count, audiences = 1) =>
      locales.slice(0, audiences).map((locale) => ({
        name: locale,
        count: count / audiences,
        address: node.address,
        dialect: listeningTo(council.id, { query: filled, locale }),
      })),
    idleSockets: (count) => [{ name: 'idle', count, address: node.address, dialect: listeningTo(council.id) }],
    nextSequence: async () => (await database.head(council.id)) + 1,
    publish: async (events, perSecond) => void (await writer.writeOnSchedule(events, perSecond)),
    publicationTimes: (first, last) => database.commitTimes(council.id, first, last),
    residentMemory: () => node.child.residentMemory(),
    stop: () => node.child.stop(),
  };
}

/** Ours, on a database. */
export const kengash = (database: BenchDatabase): Contestant => ({
  name: 'Kengash',
  start: (core) => start(database, core),
});
