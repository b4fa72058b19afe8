import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { unmeasured } from '../../src/realtime/engine-metrics.js';
import { FanOut } from '../../src/realtime/fan-out/fan-out.js';
import type { Frame } from '../../src/realtime/frame.js';
import { Hub } from '../../src/realtime/hub.js';
import { defaultLimits } from '../../src/realtime/limits.js';
import { ModelClock } from './support/model-clock.js';
import { ModelLog } from './support/model-log.js';
import { modelSource } from './support/model-source.js';

type State = readonly string[];

const turn = () => new Promise((resolve) => void setImmediate(resolve));

/** A clock that is asked for the time by whoever goes round in circles, until it has had enough. */
class PatientClock extends ModelClock {
  #asked = 0;

  override now(): number {
    this.#asked += 1;
    if (this.#asked > 10_000) {
      throw new Error('it goes round in circles');
    }
    return super.now();
  }
}

describe('a group of subscribers', () => {
  it('waits with one who has read more of the log than this process has delivered, and then tells all together', async () => {
    const waiting: (() => void)[] = [];
    const log = new ModelLog(() => new Promise((resolve) => void waiting.push(resolve)));
    const hub = new Hub({
      log,
      clock: new PatientClock(),
      limits: { ...defaultLimits, page: 10 },
      logger: pino({ level: 'silent' }),
      metrics: unmeasured,
      accessVersions: async () => new Map(),
      isUnavailable: () => false,
    });
    const fanOut = new FanOut<Frame<State>>(hub);
    const source = modelSource(log);
    const subscribe = () => {
      const told: Frame<State>[] = [];
      const sink = { isSlow: false, write: (frame: Frame<State>) => void told.push(frame), writable: async () => {} };
      const feed = fanOut.open('everything', source, sink);
      void feed.next();
      return { feed, told };
    };
    const settle = async () => {
      for (await turn(); waiting.length > 0; await turn()) {
        waiting.splice(0).forEach((resolve) => resolve());
      }
    };
    const kinds = (told: readonly Frame<State>[]) => told.map((frame) => (frame.kind === 'Events' ? frame.events[0]?.seq : frame.kind));

    log.append('a', 2);
    const first = subscribe();
    await settle();
    // Another node commits. The second subscriber reads its state with that; the first has not been told of it yet.
    log.append('a', 1);
    const second = subscribe();
    while (second.told.length < 2) {
      await turn();
      waiting.splice(0, 1).forEach((resolve) => resolve());
    }
    await turn();
    expect(kinds(first.told)).toEqual(['Ready', 'Snapshot']);
    await settle();
    hub.committed(log.append('a', 1));
    await settle();
    expect(kinds(first.told)).toEqual(['Ready', 'Snapshot', 3, 4]);
    expect(kinds(second.told)).toEqual(['Ready', 'Snapshot', 4]);
    expect(fanOut.counts).toMatchObject({ groups: 1 });
    [first, second].forEach(({ feed }) => feed.close({ code: 'CLOSED' }));
    expect(fanOut.counts).toMatchObject({ groups: 0 });
  });
});
