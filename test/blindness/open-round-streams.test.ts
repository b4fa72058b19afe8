import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutLease } from './support/bytes.js';
import { differences } from './support/differences.js';
import { type Frames, hear, type Heard } from './support/hearing.js';
import { belated, moments, type Moment, roundRatersOf } from './support/round-raters.js';
import { openRound } from './support/scenes.js';
import { loggedStreams } from './support/streams.js';
import { onlookers, theFacilitator, theManager } from './support/viewers.js';
import { openWorlds, type World, type Worlds } from './support/worlds.js';

let all: Worlds;
/** What was heard where nobody marked, and where marks differ, without and with the close of the round. */
let silent: Heard;
let marked: readonly Heard[];
let closed: readonly Heard[];

const sides: readonly (keyof Omit<Moment, 'name'>)[] = ['inOne', 'inOther'];

/** All moments of one side, one after the other; and then the close. */
const marking =
  (side: (typeof sides)[number], closes = false) =>
  async (world: World): Promise<void> => {
    const raters = roundRatersOf(all, world);
    for (const moment of [...moments, belated]) {
      await moment[side](raters);
    }
    if (closes) {
      await raters.close();
    }
  };

beforeAll(async () => {
  all = await openWorlds(5, openRound);
  const [nobody, ...others] = all.worlds as [World, World, World, World, World];
  silent = await hear(all, nobody, async () => {});
  const heard: Heard[] = [];
  for (const [at, world] of others.entries()) {
    heard.push(await hear(all, world, marking(sides[at % 2] ?? 'inOne', at > 1)));
  }
  marked = heard.slice(0, 2);
  closed = heard.slice(2);
}, 240_000);

afterAll(() => all?.close());

const texts = (heard: Frames): ReadonlyMap<string, string> =>
  new Map([...heard].map(([name, frames]) => [name, withoutLease(frames.join('\n'))]));

/** "k of n have responded" is for whoever leads and for managers: told in their own streams, and read in the frames of others. */
const withoutProgress = (heard: Frames): ReadonlyMap<string, string> =>
  new Map([...texts(heard)].filter(([name]) => !name.startsWith(`${theFacilitator}: `) && !name.startsWith(`${theManager}: `)));

/** Compares what was heard throughout and by those who came back. */
function partings(one: Heard | undefined, other: Heard | undefined, of: (heard: Frames) => ReadonlyMap<string, string>): object {
  const none: Frames = new Map();
  return [
    differences(of(one?.throughout ?? none), of(other?.throughout ?? none)),
    differences(of(one?.resumed ?? none), of(other?.resumed ?? none)),
  ];
}

describe('while a round is open in a session, streams', () => {
  it('are heard by onlookers, each of them by somebody', () => {
    const heard = texts(marked[0]?.throughout ?? new Map());
    expect(heard.size).toBe(onlookers.length * loggedStreams.length);
    for (const viewer of ['rater2', 'rater9', 'facilitator2', theFacilitator, theManager]) {
      expect(heard.get(`${viewer}: ratingSessionStream`)).toContain('AttendanceChanged');
    }
    expect(heard.get('rater8: ratingSessionStream')).toContain('"code":"NOT_FOUND"');
  });

  it('tell the same bytes, whatever the marks, who has passed and who has replaced a mark', () => {
    expect(partings(marked[0], marked[1], texts)).toEqual([{}, {}]);
  });

  it('tell those who may not know how many have responded the same bytes as where nobody has', () => {
    expect(partings(silent, marked[0], withoutProgress)).toEqual([{}, {}]);
  });

  it('tell whoever leads and the manager how many have responded, in their own streams and once for each rater', () => {
    const progress = onlookers.map((viewer) => {
      const frames = marked[0]?.throughout.get(`${viewer}: userStream`)?.join('\n') ?? '';
      return [viewer, frames.match(/"type":"RoundProgressed"/g)?.length ?? 0] as const;
    });
    expect(progress.filter(([, times]) => times > 0)).toEqual([[theFacilitator, 3], [theManager, 3]]);
  });

  it('tell the same bytes of the close, whatever the marks behind it', () => {
    expect(texts(closed[0]?.throughout ?? new Map()).get('rater2: ratingSessionStream')).toContain('closeRound');
    expect(partings(closed[0], closed[1], texts)).toEqual([{}, {}]);
  });
});
