import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../src/database/tables.js';
import { signIn, TestClient } from '../support/client.js';
import { Random } from '../support/random.js';
import { readCard } from '../streams/support/council-card.js';
import { expectNoLoss, untilCaughtUp } from '../streams/support/no-loss.js';
import { follow, writeUntil } from '../streams/support/persistent-writer.js';
import { Replica } from '../streams/support/replica.js';

/** The seed of every drill; another one by FAULTS_SEED. */
export const seed = Number(process.env.FAULTS_SEED ?? 20_261_123);

/** How often each fault is done; the short form, more by FAULTS_ROUNDS. */
export const rounds = Number(process.env.FAULTS_ROUNDS ?? 12);

/** Milliseconds in which a drill has to end. */
export const patience = 60_000 + rounds * 5_000;

/**
 * Writes to two councils and follows both streams while a fault is done again and again, then compares what was
 * acknowledged, what is in the log and what the followers have applied.
 */
export async function drill(
  name: string,
  system: { readonly url: string; readonly test: { readonly database: Database } },
  fault: (random: Random, round: number) => Promise<void>,
): Promise<void> {
  console.log(`${name}: seed ${seed}, ${rounds} rounds`);
  const random = new Random(seed);
  const councils = await Promise.all(
    ['UZ-AN', 'UZ-SA'].map(async (code) => {
      const client = await signIn(system.url, `secretary-${code.toLowerCase()}`);
      const before = await readCard(client, code);
      return { code, client, before, replica: new Replica(new TestClient(system.url), before.id) };
    }),
  );
  let isWritten = false;
  let isRead = false;
  const following = councils.map(({ replica }) => follow(replica, () => isRead));
  const writing = councils.map(({ client, code }) => writeUntil(client, code, () => isWritten));
  for (let round = 0; round < rounds; round += 1) {
    await sleep(50 + random.below(300));
    await fault(random, round);
  }
  await sleep(300);
  isWritten = true;
  const acknowledged = await Promise.all(writing);
  await Promise.all(councils.map(({ before, replica }) => untilCaughtUp(system.test.database, replica, before.id)));
  isRead = true;
  await Promise.all(following);
  for (const [at, { code, client, before, replica }] of councils.entries()) {
    await expectNoLoss(system.test.database, client, { before, acknowledged: acknowledged[at] ?? [], replica }, code);
  }
  console.log(`${name}: ${acknowledged.map(({ length }) => length).join(' + ')} writes, none lost, none doubled`);
}
