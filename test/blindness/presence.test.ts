import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PresenceReader } from '../presence/support/presence-reader.js';
import { differingMarks, MarkingRater } from '../support/marking.js';
import { answerBytes } from './support/bytes.js';
import { others } from './support/viewers.js';
import { clientOf, openWorlds, type World, type Worlds } from './support/worlds.js';

const query = `query ($id: ID!) { presence(streamOf: $id) { people connections
  members(first: 100) { totalCount nodes { person { id fullName } role joinedAt state account { id } } } } }`;

let all: Worlds;
let world: World;
const readers = new Map<string, PresenceReader>();

beforeAll(async () => {
  all = await openWorlds(1);
  [world] = all.worlds as [World];
  for (const name of ['rater1', 'rater3', ...others]) {
    readers.set(name, new PresenceReader(clientOf(world, name), all.cycle.evaluationId));
  }
  // The agency sees everybody: eleven may be there.
  await readers.get('agency')?.until(({ people }) => people === 11);
  await sleep(1_000);
});

afterAll(async () => {
  await Promise.all([...readers.values()].map((reader) => reader.leave()));
  await all?.close();
});

const told = (): object => Object.fromEntries([...readers].map(([name, { frames }]) => [name, frames.length]));

/** What each of the others reads of who is present. */
const read = (): Promise<readonly string[]> =>
  Promise.all(others.map((name) => answerBytes(clientOf(world, name), query, { id: all.cycle.evaluationId })));

/** The roles that somebody sees; nothing for whoever may not be there. */
const rolesSeenBy = (name: string): string => readers.get(name)?.roles.join(' ') ?? '';

const ratersSeenBy = (name: string): number => rolesSeenBy(name).split(' ').filter((role) => role === 'RATER').length;

describe('before marks are revealed, presence', () => {
  it('shows raters to those alone who may know who rates, and to themselves', () => {
    expect(['agency', 'approver', 'auditor', 'manager'].map(ratersSeenBy)).toEqual([3, 3, 3, 3]);
    expect(['methodologist', 'facilitator', 'chair-uz-an', 'secretary-uz-an'].map(ratersSeenBy)).toEqual([0, 0, 0, 0]);
    expect(['rater1', 'rater2', 'rater3'].map(ratersSeenBy)).toEqual([1, 1, 1]);
    for (const name of ['chair-uz-an', 'secretary-uz-an']) {
      expect([name, readers.get(name)?.people]).toEqual([name, 2]);
      expect([name, rolesSeenBy(name)]).toEqual([name, 'CHAIR SECRETARY']);
    }
  });

  it('tells nobody anything when marks are saved and submitted', { timeout: 120_000 }, async () => {
    const before = [told(), await read()];
    const { some, other } = differingMarks();
    const [first, third] = ['rater1', 'rater3'].map(
      (name) => new MarkingRater(clientOf(world, name), all.cycle, all.input.evidenceId),
    ) as [MarkingRater, MarkingRater];
    await first.save(some);
    await third.save(other);
    await first.submit();
    await third.submit();
    await sleep(1_000);
    expect([told(), await read()]).toEqual(before);
  });
});
