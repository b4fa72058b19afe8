import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Database } from '../../../src/database/tables.js';
import { type Acknowledged, type Card, readCard } from './council-card.js';
import { readLog } from './event-log.js';
import type { Replica } from './replica.js';
import type { TestClient } from '../../support/client.js';

/** Waits until a replica has applied all that is in the log. Says nothing when it never does: the comparison will. */
export async function untilCaughtUp(database: Database, replica: Replica, councilId: string): Promise<void> {
  const last = (await readLog(database, councilId)).at(-1)?.seq;
  const deadline = Date.now() + 15_000;
  while (replica.applied.at(-1)?.seq !== last && Date.now() < deadline) {
    await sleep(10);
  }
}

/**
 * Every acknowledged write is in the log once and in order, the card shows the last of them, and the replica has
 * applied exactly the log from its one snapshot on.
 */
export async function expectNoLoss(
  database: Database,
  client: TestClient,
  { before, acknowledged, replica }: { before: Card; acknowledged: readonly Acknowledged[]; replica: Replica },
  code: string,
): Promise<void> {
  const log = await readLog(database, before.id);
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, at) => at + 1));
  expect(log.map(({ mutationId }) => mutationId)).toEqual(acknowledged.map(({ key }) => key));
  expect(replica.snapshots).toHaveLength(1);
  expect(replica.resets).toEqual([]);
  const tail = log.slice((replica.snapshots[0]?.council?.version ?? NaN) - before.version);
  expect(replica.applied.map(({ seq, mutationId }) => ({ seq, mutationId }))).toEqual(tail);
  expect(replica.applied.map(({ prev }) => prev)).toEqual(tail.map(({ seq }) => seq - 1));
  const after = await readCard(client, code);
  expect(after).toMatchObject({ version: before.version + log.length, phone: acknowledged.at(-1)?.phone });
}
