import type { EngineMetrics } from './engine-metrics.js';
import type { Frame } from './frame.js';

/**
 * Tells of a frame that was handed to so many connections.
 * @param now the database's clock
 */
export function countFrame(frame: Frame<unknown>, receivers: number, metrics: EngineMetrics, now: Date): void {
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
      const committed = frame.events.at(-1)?.at ?? now;
      metrics.delivered(receivers, Math.max(0, now.getTime() - committed.getTime()));
      break;
    }
    default:
  }
}
