import type { EngineMetrics } from './engine-metrics.js';
import type { Frame, StreamEnd } from './frame.js';
import type { StreamLog } from './stream-log.js';

/** A log whose reads of events are counted. */
export function measuredLog(log: StreamLog, metrics: EngineMetrics): StreamLog {
  return {
    heads: (keys) => log.heads(keys),
    settledHeads: (keys) => log.settledHeads(keys),
    page: async (key, after) => {
      const page = await log.page(key, after);
      metrics.logRead(page.events.length);
      return page;
    },
  };
}

/** The frames of one subscriber, counted as they are handed over. */
export async function* measuredFrames<S>(
  frames: AsyncGenerator<Frame<S>, StreamEnd, undefined>,
  metrics: EngineMetrics,
  serverTime: () => Date,
): AsyncGenerator<Frame<S>, StreamEnd, undefined> {
  try {
    for (;;) {
      const next = await frames.next();
      if (next.done) {
        return next.value;
      }
      count(next.value, metrics, serverTime);
      yield next.value;
    }
  } finally {
    // It may wait for something that only the signal ends; what it throws by then concerns nobody.
    frames.return({ code: 'CLOSED' }).catch(() => undefined);
  }
}

function count(frame: Frame<unknown>, metrics: EngineMetrics, serverTime: () => Date): void {
  switch (frame.kind) {
    case 'Ready':
      if (frame.recovered) {
        metrics.recovered(frame.replayed);
      }
      break;
    case 'Snapshot':
      metrics.snapshotTaken();
      break;
    case 'Reset':
      metrics.reset(frame.reason);
      break;
    case 'Events': {
      const committed = frame.events.at(-1)?.at ?? serverTime();
      metrics.delivered(1, Math.max(0, serverTime().getTime() - committed.getTime()));
      break;
    }
    default:
  }
}
