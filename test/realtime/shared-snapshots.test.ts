import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/realtime/clock.js';
import { unmeasured } from '../../src/realtime/engine-metrics.js';
import { everyEvent } from '../../src/realtime/event-filter.js';
import { FanOut } from '../../src/realtime/fan-out/fan-out.js';
import type { FeedSource } from '../../src/realtime/fan-out/feed.js';
import type { Frame } from '../../src/realtime/frame.js';
import { Hub } from '../../src/realtime/hub.js';
import { defaultLimits } from '../../src/realtime/limits.js';
import { type ListeningRight, rightOfEveryone } from '../../src/realtime/listening-right.js';
import { Away, ModelLog } from './support/model-log.js';

type State = readonly string[];
type Source = FeedSource<State, Frame<State>>;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const rightOf = (audience: string): ListeningRight => ({ ...rightOfEveryone, audience });

/** A stream with two events, and all that is read and rendered for its subscribers. */
function world() {
  const log = new ModelLog(turn);
  log.append('a', 2);
  const hub = new Hub({
    log,
    clock: systemClock,
    // A stream that nobody listens to is forgotten: what was missed is read from the log.
    limits: { ...defaultLimits, page: 10, keptStreams: 0 },
    logger: pino({ level: 'silent' }),
    metrics: unmeasured,
    accessVersions: async (accounts) => new Map(accounts.map((account) => [account, '1'])),
    isUnavailable: (error) => error instanceof Away,
  });
  const fanOut = new FanOut<Frame<State>>(hub);
  const counts = { rights: 0, snapshots: 0, rendered: 0 };
  const subscribe = (changes: Partial<Source> = {}) => {
    const told: Frame<State>[] = [];
    const source: Source = {
      stream: 'a',
      after: null,
      onGap: 'SNAPSHOT',
      filter: everyEvent,
      isPersonal: false,
      sharesSnapshots: true,
      listener: null,
      mayChangeRight: () => false,
      authorise: async () => {
        counts.rights += 1;
        await turn();
        return rightOfEveryone;
      },
      snapshot: () => {
        counts.snapshots += 1;
        return log.snapshot('a');
      },
      render: async (frame) => {
        counts.rendered += frame.kind === 'Snapshot' ? 1 : 0;
        return frame;
      },
      ...changes,
    };
    const sink = { isSlow: false, write: (frame: Frame<State>) => void told.push(frame), writable: async () => {} };
    const feed = fanOut.open('everything', source, sink);
    void feed.next();
    return { feed, told };
  };
  const opened = async (subscribers: readonly { readonly told: readonly Frame<State>[] }[]): Promise<void> => {
    while (subscribers.some(({ told }) => told.length < 2)) {
      await turn();
    }
  };
  return { log, counts, subscribe, opened };
}

const statesOf = (told: readonly Frame<State>[]) => told.flatMap((frame) => (frame.kind === 'Snapshot' ? [frame.state] : []));

describe('subscribers who come at once', () => {
  it('share one look at the right of the public, one snapshot and one execution of it', async () => {
    const { log, counts, subscribe, opened } = world();
    const all = Array.from({ length: 1_000 }, () => subscribe());
    await opened(all);
    for (const { told } of all) {
      expect(statesOf(told)).toEqual([log.state('a')]);
    }
    // The right is looked at before the snapshot and after it.
    expect(counts).toEqual({ rights: 2, snapshots: 1, rendered: 1 });
  });

  it('share no snapshot that was begun before they came', async () => {
    const { log, counts, subscribe, opened } = world();
    const early = subscribe();
    while (counts.snapshots === 0) {
      await turn();
    }
    log.append('a', 1);
    const late = subscribe();
    await opened([early, late]);
    expect(statesOf(late.told)).toEqual([log.state('a')]);
  });

  it('are given snapshots of their own where those hang on the viewer', async () => {
    const { counts, subscribe, opened } = world();
    await opened(Array.from({ length: 5 }, () => subscribe({ sharesSnapshots: false })));
    expect(counts).toMatchObject({ snapshots: 5, rendered: 5 });
  });

  it('are not given one that failed in part for whom it was taken', async () => {
    const { log, subscribe, opened } = world();
    const of = (name: string): Partial<Source> => ({
      snapshot: async () => ({ ...(await log.snapshot('a')), state: [name] }),
      isWhole: ([first]) => first !== 'failed',
    });
    const all = ['failed', 'second', 'third'].map((name) => subscribe(of(name)));
    await opened(all);
    expect(all.slice(1).map(({ told }) => statesOf(told))).toEqual([[['second']], [['third']]]);
  });

  it('share nothing with another audience', async () => {
    const { log, subscribe, opened } = world();
    const of = (audience: string) => ({
      listener: audience,
      authorise: async () => rightOf(audience),
      snapshot: async () => ({ ...(await log.snapshot('a')), state: [audience] }),
    });
    const all = ['raters', 'council', 'raters'].map((audience) => subscribe(of(audience)));
    await opened(all);
    expect(all.map(({ told }) => statesOf(told))).toEqual([[['raters']], [['council']], [['raters']]]);
  });

  it('have rights of their own when they are signed in', async () => {
    const { subscribe, opened } = world();
    const guest = subscribe();
    const member = subscribe({ listener: 'somebody', authorise: async () => null });
    expect(await member.feed.next()).toEqual({ done: true, value: { code: 'REFUSED' } });
    expect(member.told).toEqual([]);
    await opened([guest]);
  });
});

it('an audience that changes while the snapshot is read: the state of the former one is not told', async () => {
  const { log, subscribe, opened } = world();
  let audience = 'council';
  const one = subscribe({
    listener: 'somebody',
    authorise: async () => rightOf(audience),
    snapshot: async () => {
      const state = [audience];
      audience = 'public';
      return { ...(await log.snapshot('a')), state };
    },
  });
  await opened([one]);
  expect(statesOf(one.told)).toEqual([['public']]);
});

it('a frame that waits for the database is told to whoever waits for it, though the one for whom it was tried has left', async () => {
  const { subscribe, opened, log } = world();
  const witness = subscribe();
  await opened([witness]);
  const [ready] = witness.told;
  const start = ready?.kind === 'Ready' ? ready.cursor : '';
  await witness.feed.return();
  log.append('a', 2);
  let isAway = true;
  const tried: number[] = [];
  const late = [0, 1].map((n) =>
    subscribe({
      after: start,
      render: async (frame) => {
        if (isAway && frame.kind === 'Events') {
          tried.push(n);
          throw new Away();
        }
        return frame;
      },
    }),
  );
  while (tried.length === 0 || late.some(({ told }) => told.length < 1)) {
    await turn();
  }
  for (let n = 0; n < 20; n += 1) {
    await turn();
  }
  expect(new Set(tried).size).toBe(1);
  const [first = 0] = tried;
  await late[first]?.feed.return();
  isAway = false;
  await expect.poll(() => late[1 - first]?.told.map(({ kind }) => kind), { timeout: 5_000 }).toEqual(['Ready', 'Events']);
});
