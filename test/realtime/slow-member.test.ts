import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { unmeasured } from '../../src/realtime/engine-metrics.js';
import { FanOut } from '../../src/realtime/fan-out/fan-out.js';
import type { Sink } from '../../src/realtime/fan-out/sink.js';
import type { Frame } from '../../src/realtime/frame.js';
import { Hub } from '../../src/realtime/hub.js';
import { defaultLimits } from '../../src/realtime/limits.js';
import { ModelClock } from './support/model-clock.js';
import { ModelLog } from './support/model-log.js';
import { modelSource } from './support/model-source.js';

type State = readonly string[];

const turn = () => new Promise((resolve) => void setImmediate(resolve));

/** A line that can be full. */
class Line implements Sink<Frame<State>> {
  readonly told: Frame<State>[] = [];
  readonly #waiting: (() => void)[] = [];
  isSlow = false;
  /** Whether one frame fills it. */
  fills = false;

  write(frame: Frame<State>): void {
    this.told.push(frame);
    this.isSlow ||= this.fills;
  }

  writable(): Promise<void> {
    return this.isSlow ? new Promise((resolve) => void this.#waiting.push(resolve)) : Promise.resolve();
  }

  empty(): void {
    this.isSlow = false;
    this.#waiting.splice(0).forEach((resolve) => resolve());
  }

  /** What was told: the kind of each frame, of a Reset its reason, of events their sequences. */
  get heard(): readonly unknown[] {
    return this.told.map((frame) =>
      frame.kind === 'Events' ? frame.events.map(({ seq }) => seq) : frame.kind === 'Reset' ? frame.reason : frame.kind,
    );
  }
}

/** A group of two, of whom one can stop to read. */
function world() {
  const clock = new ModelClock();
  const rendered: Frame<State>[] = [];
  const log = new ModelLog(turn as () => Promise<void>);
  const hub = new Hub({
    log,
    clock,
    limits: defaultLimits,
    logger: pino({ level: 'silent' }),
    metrics: unmeasured,
    accessVersions: async () => new Map(),
    isUnavailable: () => false,
  });
  const fanOut = new FanOut<Frame<State>>(hub);
  const subscribe = (): Line => {
    const line = new Line();
    const source = {
      ...modelSource(log),
      render: async (frame: Frame<State>) => {
        rendered.push(frame);
        return frame;
      },
    };
    void fanOut.open('everything', source, line).next();
    return line;
  };
  const settle = async (): Promise<void> => {
    for (let turns = 0; turns < 50; turns += 1) {
      await turn();
    }
  };
  const commit = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) {
      hub.committed(log.append('a', 1));
    }
    await settle();
  };
  return { clock, log, rendered, fanOut, subscribe, settle, commit };
}

describe('one who reads slowly', () => {
  it('is written nothing more meanwhile, and then all that was missed, while the others hear it at once', async () => {
    const { clock, fanOut, subscribe, settle, commit } = world();
    const [slow, other] = [subscribe(), subscribe()];
    await settle();
    slow.isSlow = true;
    await commit(3);
    expect(fanOut.counts).toMatchObject({ lagging: 1, furthestBehind: 3 });
    clock.move(defaultLimits.lag);
    expect(slow.heard).toEqual(['Ready', 'Snapshot']);
    expect(other.heard.flat().slice(0, 5)).toEqual(['Ready', 'Snapshot', 1, 2, 3]);
    slow.empty();
    await settle();
    expect(slow.heard.flat()).toEqual(['Ready', 'Snapshot', 1, 2, 3]);
    await commit(1);
    expect(slow.heard.at(-1)).toEqual([4]);
    expect(fanOut.counts).toMatchObject({ lagging: 0, groups: 1 });
  });

  it('is told after more than a minute that it is too far behind, and the state, which is less than what it missed', async () => {
    const { clock, subscribe, settle, commit, log } = world();
    const slow = subscribe();
    await settle();
    slow.isSlow = true;
    await commit(3);
    clock.move(defaultLimits.lag + 1);
    slow.empty();
    await settle();
    expect(slow.heard).toEqual(['Ready', 'Snapshot', 'TOO_FAR_BEHIND', 'Snapshot']);
    expect(slow.told.at(-1)).toMatchObject({ state: log.state('a') });
    await commit(1);
    expect(slow.heard.at(-1)).toEqual([4]);
  });

  it('is read and rendered nothing more while it does not read, not even what was read for it before', async () => {
    const { clock, log, rendered, subscribe, settle, commit } = world();
    const slow = subscribe();
    await settle();
    slow.isSlow = true;
    await commit(600);
    slow.fills = true;
    slow.empty();
    await settle();
    const [done, asked] = [rendered.length, log.pages.length];
    for (let frames = 1; frames <= 4; frames += 1) {
      expect(slow.heard.flat().slice(2)).toEqual(Array.from({ length: 64 * frames }, (_, n) => n + 1));
      expect([rendered.length, log.pages.length]).toEqual([done + frames - 1, asked + frames - 1]);
      clock.move(defaultLimits.keepPage);
      await settle();
      slow.empty();
      await settle();
    }
    expect(log.pages.slice(asked, asked + 3)).toEqual([64, 128, 192].map((after) => ({ after, size: 64 })));
    slow.fills = false;
    slow.empty();
    await settle();
    expect(slow.heard.flat().slice(2)).toEqual(Array.from({ length: 600 }, (_, n) => n + 1));
  });

  it('catches up in frames of so many events, each as the line lets it', async () => {
    const { subscribe, settle, commit } = world();
    const slow = subscribe();
    await settle();
    slow.isSlow = true;
    await commit(150);
    slow.empty();
    await settle();
    const frames = slow.told.flatMap((frame) => (frame.kind === 'Events' ? [frame.events.length] : []));
    expect(frames).toEqual([64, 64, 22]);
  });
});
