import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../src/realtime/presence/changes.js';
import type { Member, Stamp } from '../../src/realtime/presence/person.js';
import { type ModelNode, streams, World } from './support/model-world.js';

type Step = (world: World) => void | Promise<void>;

const small = fc.nat({ max: 20 });
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ at: small, stream: fc.constantFrom(...streams), who: small }).map(({ at, stream, who }): Step => (world) => world.come(at, stream, world.people[who % 6] as Stamp)) },
  { weight: 3, arbitrary: small.map((which): Step => (world) => world.close(which)) },
  { weight: 4, arbitrary: fc.constantFrom(50, 200, 1_000, 4_000).map((time): Step => (world) => world.pass(time)) },
  { weight: 1, arbitrary: fc.constant<Step>((world) => world.pass(20_000)) },
  { weight: 1, arbitrary: fc.tuple(small, fc.boolean()).map(([at, isCut]): Step => (world) => void Object.assign(world.nodes[at % 2] as ModelNode, { isCut })) },
  { weight: 1, arbitrary: fc.constant<Step>((world) => world.tables.crash()) },
  {
    weight: 2,
    arbitrary: fc.record({ at: small, who: small, n: small }).map(({ at, who, n }): Step => (world) => {
      const node = world.nodes[at % 2] as ModelNode;
      void node.node.update('a', world.people[who % 6]?.sessionId ?? '', `{"n":${n}}`).catch(() => undefined);
    }),
  },
);

describe('presence as a model', () => {
  it('whatever comes, goes and breaks: nobody is told what does not fit, and in the end all see all who are there', { timeout: 120_000 }, async () => {
    const result = await fc.check(
      fc.asyncProperty(fc.array(steps, { maxLength: 25 }), async (taken) => {
        const world = new World();
        await world.open();
        try {
          for (const step of taken) {
            await step(world);
            world.check();
          }
          await world.settle();
        } finally {
          await world.end();
        }
      }),
      { numRuns: Number(process.env.PRESENCE_RUNS ?? 300) },
    );
    expect(result.failed ? fc.defaultReportMessage(result) : null).toBeNull();
  });

  it('a node that is never heard of again takes its people along within its lease and a second', async () => {
    const world = new World();
    await world.open();
    const [first, second] = world.people as [Stamp, Stamp];
    world.come(0, 'a', first);
    world.come(1, 'a', second);
    await world.pass(1_000);
    const watcher = world.connected.find(({ stamp, stream, at }) => stamp === null && stream === 'a' && at === world.nodes[0]);
    expect(watcher?.attendee.people).toBe(2);
    (world.nodes[1] as ModelNode).isCut = true;
    await world.pass(16_000);
    expect(watcher?.attendee.persons).toEqual([first.personId]);
    expect((world.nodes[1] as ModelNode).node.health().isLeaseHeld).toBe(false);
    await world.end();
  });
});

describe('the changes between two lists', () => {
  const member = fc.record({ personId: fc.constantFrom<string[]>('1', '2', '3', '4'), role: fc.constantFrom('x', 'y'), state: fc.constantFrom(null, '{}') });
  const list = fc.array(member, { maxLength: 6 }).map((all) => new Map(all.map((one) => [one.personId, one as Member<string>])));

  it('make the one out of the other, and are none between equal ones', () => {
    fc.assert(
      fc.property(list, list, (before, after) => {
        const changes = changesBetween(before, after);
        const made = new Map(before);
        changes?.left.forEach(({ personId }) => made.delete(personId));
        [...(changes?.joined ?? []), ...(changes?.changed ?? [])].forEach((one) => made.set(one.personId, one));
        expect(made).toEqual(after);
        expect(changesBetween(after, after)).toBeNull();
      }),
    );
  });
});
