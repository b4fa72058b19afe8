import { collectDefaultMetrics, Registry } from 'prom-client';

let figures: Registry | null = null;

/**
 * What is true of the process, whatever runs in it: memory, processor time, the delay of the event loop. Made once, when
 * it is first asked for: its observers of the garbage collection can never be taken away again.
 */
export function processFigures(): Registry {
  if (!figures) {
    figures = new Registry();
    collectDefaultMetrics({ register: figures });
  }
  return figures;
}
