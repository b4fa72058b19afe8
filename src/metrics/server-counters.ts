import { Counter, Histogram, type Registry } from 'prom-client';
import type { ServerMetrics } from '../http/server-metrics.js';
import type { MeasureOperation } from '../pipeline/measured-operation.js';

/** The close codes that say something; clients may send any number, and each would be a series of its own. */
const telling = new Set([
  1000, 1001, 1005, 1006, 1007, 1008, 1009, 1011, 1012, 1013, 4400, 4401, 4403, 4406, 4408, 4409, 4429, 4451, 4500, 4504,
]);

/** The connections of the server, counted for Prometheus; clients that were cut off are counted by `slowConsumerClosed`. */
export function serverCounters(registry: Registry, slowConsumerClosed: () => void): ServerMetrics {
  const closes = new Counter({
    name: 'kengash_socket_closes_total',
    help: 'WebSocket connections that have ended, by close code.',
    labelNames: ['code'],
    registers: [registry],
  });
  const refused = new Counter({
    name: 'kengash_connections_refused_total',
    help: 'WebSocket connections and event streams that were not taken, by error code.',
    labelNames: ['code'],
    registers: [registry],
  });
  return {
    socketClosed: (code) => closes.inc({ code: telling.has(code) ? code : 'other' }),
    connectionRefused: (code) => refused.inc({ code }),
    slowConsumerClosed,
  };
}

/** Operations by kind and outcome, and how long they took, counted for Prometheus. */
export function operationCounters(registry: Registry): MeasureOperation {
  const operations = new Counter({
    name: 'kengash_operations_total',
    help: 'Operations by kind (`unread` when it could not be told) and outcome: OK, or the code of the first error.',
    labelNames: ['kind', 'outcome'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'kengash_operation_duration_seconds',
    help: 'How long executed operations took, by kind; subscriptions until they were set up.',
    labelNames: ['kind'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 15],
    registers: [registry],
  });
  return ({ kind, outcome, milliseconds }) => {
    operations.inc({ kind, outcome });
    if (milliseconds !== null) {
      durations.observe({ kind }, milliseconds / 1000);
    }
  };
}
