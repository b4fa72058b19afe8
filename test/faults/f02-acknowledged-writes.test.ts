import { expect, it } from 'vitest';
import { expectSound } from './support/checker.js';
import { drill, patience } from './support/drill.js';
import { inForm } from './support/form.js';
import { startGround } from './support/ground.js';
import { Load } from './support/load.js';
import { OwnDatabase } from './support/own-database.js';
import { readStreams } from './support/stream-log.js';

const figures = inForm({ short: { rounds: 2, councils: 4 }, long: { rounds: 20, councils: 14 } });

it('F2 a node, and PostgreSQL with it, is killed at the instant of an answer, and no client comes back: no acknowledged write is lost', { timeout: patience }, drill(async (context) => {
  const { own, database } = await OwnDatabase.start(context);
  const { nodes } = await startGround(context, { count: 1, on: { database, connection: own.connection } });
  let acknowledged = 0;
  for (let round = 0; round < figures.rounds; round += 1) {
    const load = await Load.prepare({ urls: nodes.urls, councils: figures.councils, perSecond: 500 });
    const before = await readStreams(database, load.feeds().map(({ stream }) => stream));
    const isPostgresKilled = round % 2 === 1;
    let toCome = figures.councils + context.random.below(40);
    const killed = new Promise<void>((resolve) => {
      for (const writer of load.writers) {
        writer.onAcknowledged = () => {
          toCome -= 1;
          if (toCome === 0) {
            nodes.node(0).child.kill('SIGKILL');
            resolve();
          }
        };
      }
    });
    load.start();
    await killed;
    await Promise.all([
      isPostgresKilled ? own.restart('kill') : undefined,
      load.abandon(),
      nodes.end(0, 'SIGKILL'),
    ]);
    const streams = await readStreams(database, load.feeds().map(({ stream }) => stream));
    const known = before.flatMap(({ stream, events }) =>
      events.map(({ mutationId }) => ({ stream, mutationId: String(mutationId), isAcknowledged: true })),
    );
    const findings = expectSound({ streams, clients: [], writes: [...known, ...load.writes()], stateAt: () => '' });
    acknowledged = findings.acknowledged;
    expect(load.writes().filter(({ isAcknowledged }) => isAcknowledged).length).toBeGreaterThan(0);
    await nodes.again(0);
  }
  context.tell(`${figures.rounds} kills, ${acknowledged} acknowledged writes, none lost`);
}));
