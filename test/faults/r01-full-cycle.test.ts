import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Bundle } from '../../src/publication/bundle.js';
import type { Snapshot } from '../../src/publication/snapshot.js';
import { verifyBundle } from '../../src/verify/index.js';
import { officials, signInCast } from '../rating-sessions/support/cast.js';
import { type JointCycle, openJointCycle } from '../rating-sessions/support/joint-cycle.js';
import { PlayedCycle } from '../rating-sessions/support/play-cycle.js';
import { createTestDatabase } from '../support/database.js';
import { drill, type DrillContext, patience } from './support/drill.js';
import { inForm } from './support/form.js';
import { seededDatabase, startGround } from './support/ground.js';

const figures = inForm({
  short: { councils: 3, raters: 4, rounds: 1, disputed: 1 },
  long: { councils: 14, raters: 9, rounds: 3, disputed: 2 },
});

const raters = Array.from({ length: figures.raters }, (_, at) => `rater${at + 1}`);

/** What is published in the end, as both nodes tell it. */
interface Published {
  readonly snapshot: string;
  readonly table: string;
  readonly bundle: Bundle;
}

async function text(url: string): Promise<string> {
  for (;;) {
    const response = await fetch(url);
    if (response.status === 200) {
      return response.text();
    }
    expect([url, response.status]).toEqual([url, 503]);
    await sleep(250);
  }
}

/** Plays the prepared cycle on a copy of its database, by clients that are spread over two nodes. */
async function play(context: DrillContext, source: string, cycle: JointCycle, councils: readonly string[]): Promise<Published> {
  const copy = await createTestDatabase({ copyOf: source });
  context.finally(() => copy.close());
  const { nodes } = await startGround(context, { count: 2, on: copy });
  const urls = nodes.urls();
  const client = await signInCast(urls, [...raters, ...officials]);
  const from = performance.now();
  await new PlayedCycle({ ...figures, cycle, councils, raters, client }).run();
  context.tell(`played in ${Math.round((performance.now() - from) / 1_000)} s`);
  const [snapshot, again] = await Promise.all(urls.map((url) => text(`${url}/publications/1.json`)));
  expect(again).toBe(snapshot);
  const bundle = await text(`${urls[0] ?? ''}/publications/1.bundle.json`);
  expect(await text(`${urls[1] ?? ''}/publications/1.bundle.json`)).toBe(bundle);
  const table = await text(`${urls[1] ?? ''}/publications/1.csv?locale=ru`);
  await Promise.all([0, 1].map((node) => nodes.end(node, 'SIGTERM')));
  return { snapshot: snapshot ?? '', table, bundle: JSON.parse(bundle) as Bundle };
}

it('R1 a whole cycle is played by clients over two nodes, twice: it ends in the same publication, and its bundle proves it', { timeout: patience }, drill(async (context) => {
  const prepared = await seededDatabase(context);
  const codes = await prepared.database.selectFrom('council').select('code').where('kind', '=', 'TERRITORIAL').orderBy('code').execute();
  const councils = codes.map(({ code }) => code).slice(0, figures.councils);
  expect(councils).toHaveLength(figures.councils);
  const cycle = await openJointCycle(prepared, councils, raters);
  // A database is copied while nobody is connected to it.
  await prepared.orm.close(true);
  const [first, second] = [await play(context, prepared.name, cycle, councils), await play(context, prepared.name, cycle, councils)];
  expect(second.snapshot).toBe(first.snapshot);
  expect(second.table).toBe(first.table);
  expect(second.bundle.snapshotHash).toBe(first.bundle.snapshotHash);
  const { rows, agreement } = JSON.parse(first.snapshot) as Snapshot;
  expect(rows).toHaveLength(councils.length);
  expect(rows.every(({ rated, rankInterval }) => rated && rankInterval !== null)).toBe(true);
  expect(agreement?.length).toBeGreaterThan(0);
  for (const { bundle } of [first, second]) {
    const from = performance.now();
    const report = verifyBundle(bundle);
    expect(report.fault).toBeNull();
    const { marks, opened, figures: recomputed, entries } = report.facts.counts;
    expect(marks).toBeGreaterThanOrEqual(councils.length * raters.length * (9 + figures.rounds));
    context.tell(`${entries} entries, ${marks} marks, ${opened} opened, ${recomputed} figures recomputed in ${Math.round(performance.now() - from)} ms`);
  }
  // Other ways led there: the ledgers are not the same.
  expect(second.bundle.checkpoint).not.toBe(first.bundle.checkpoint);
}));
