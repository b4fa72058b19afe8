import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { Crowd } from './support/crowd.js';
import { sendUpdate, type UpdateAnswer } from './support/council-update.js';
import type { CouncilWriter } from './support/council-writer.js';
import { drill, type DrillContext, patience } from './support/drill.js';
import { inForm } from './support/form.js';
import { judge, startGround } from './support/ground.js';
import { Load } from './support/load.js';

const figures = inForm({
  short: { clients: 8, councils: 3, perSecond: 10, each: 8 },
  long: { clients: 100, councils: 14, perSecond: 200, each: 150 },
});

/** Writes to a council so many times, each one to five times at once and to all nodes; sends the sums of copies back. */
async function writeRepeatedly(
  writer: CouncilWriter,
  urls: readonly string[],
  { random }: DrillContext,
): Promise<{ readonly sent: number }> {
  let sent = 0;
  for (let n = 0; n < figures.each; n += 1) {
    const write = { key: randomUUID(), phone: `+998 ${500_000_000 + n}`, isAcknowledged: true };
    writer.writes.push(write);
    const input = { id: writer.card.id, version: writer.card.version + n, phone: write.phone, idempotencyKey: write.key };
    const copies = Array.from({ length: 1 + random.below(5) }, (_, copy) => urls[copy % urls.length] ?? '');
    sent += copies.length;
    const answers = await Promise.all(copies.map((url) => sendUpdate(url, writer.token, input)));
    const told = answers.map((answer) => (answer as UpdateAnswer).data?.councilUpdate);
    expect(told[0]).toMatchObject({ council: { version: input.version + 1, phone: write.phone }, errors: [] });
    expect(told).toEqual(told.map(() => told[0]));
    const other = { ...input, phone: '+998 999 999 999' };
    const reused = await Promise.all(urls.map((url) => sendUpdate(url, writer.token, other)));
    expect(reused.map((answer) => (answer as UpdateAnswer).data?.councilUpdate.errors.map(({ code }) => code))).toEqual(
      urls.map(() => ['IDEMPOTENCY_KEY_REUSED']),
    );
  }
  return { sent };
}

it('F11 each mutation is sent up to five times, to both nodes at once: one effect each, equal answers, another body is refused', { timeout: patience }, drill(async (context) => {
  const { database, nodes } = await startGround(context, { count: 2 });
  const load = await Load.prepare({ urls: nodes.urls, ...figures });
  const crowd = new Crowd({ feeds: load.feeds(), count: figures.clients, urls: nodes.urls, random: context.random });
  context.finally(async () => crowd.stop());
  await crowd.start();
  const done = await Promise.all(load.writers.map((writer) => writeRepeatedly(writer, nodes.urls(), context)));
  const findings = await judge(context, { database, load, crowd });
  expect(findings.logged).toBe(figures.each * figures.councils);
  context.tell(`${done.reduce((sum, { sent }) => sum + sent, 0)} mutations sent, ${findings.logged} effects`);
}));
