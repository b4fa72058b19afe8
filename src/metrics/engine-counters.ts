import { Counter, Histogram, type Registry } from 'prom-client';
import type { EngineMetrics } from '../realtime/engine-metrics.js';

/** Seconds: a delivery takes milliseconds, or as long as a poll, a restart or a slow reader. */
const lags = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];

/** Counts of events: a few, a page, as many as are replayed at most. */
const sizes = [0, 1, 5, 10, 50, 100, 500, 1_000, 5_000];

/** The work of the stream engine, counted for Prometheus. */
export function engineCounters(registry: Registry): EngineMetrics {
  const registers = [registry];
  const counter = (name: string, help: string): Counter => new Counter({ name: `kengash_${name}`, help, registers });
  const delivered = counter('stream_deliveries_total', 'Batches of events handed to connections, once for each connection.');
  const lag = new Histogram({
    name: 'kengash_stream_delivery_lag_seconds',
    help: "From the commit of a batch's youngest event to its hand-over to connections, by the database's clock.",
    buckets: lags,
    registers,
  });
  const executed = counter('stream_executions_total', 'Executions of a selection for a batch of events.');
  const replayed = new Histogram({
    name: 'kengash_stream_replayed_events',
    help: 'Events that a subscription had missed when it went on from its cursor.',
    buckets: sizes,
    registers,
  });
  const snapshots = counter('stream_snapshots_total', 'States of streams that were told whole.');
  const resets = new Counter({
    name: 'kengash_stream_resets_total',
    help: 'Subscriptions that could not be continued from their cursor, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const fellBehind = counter('slow_consumers_total', 'Connections that fell behind their stream.');
  const cursorLag = new Histogram({
    name: 'kengash_stream_cursor_lag_events',
    help: 'Events that a connection which fell behind was given from the log when it read again.',
    buckets: sizes,
    registers,
  });
  const closed = counter('slow_consumers_closed_total', 'Connections that were closed because they read too little, or nothing, of what they were told.');
  const reads = new Counter({
    name: 'kengash_log_reads_total',
    help: 'Reads of the event log: to follow what is written elsewhere, and for subscribers that missed more than is in memory.',
    labelNames: ['purpose'],
    registers,
  });
  const readEvents = counter('log_read_events_total', 'Events that reads of the log gave.');
  const published = counter('bus_hints_published_total', 'Hints to other nodes.');
  const received = counter('bus_hints_received_total', 'Hints from other nodes.');
  const missing = counter('log_partition_missing_total', 'Events that fell into the default partition of the log.');
  return {
    delivered: (receivers, milliseconds) => {
      delivered.inc(receivers);
      lag.observe(milliseconds / 1000);
    },
    executed: () => executed.inc(),
    recovered: (events) => replayed.observe(events),
    snapshotTaken: () => snapshots.inc(),
    reset: (reason) => resets.inc({ reason }),
    fellBehind: () => fellBehind.inc(),
    caughtUp: (events) => cursorLag.observe(events),
    slowConsumerClosed: () => closed.inc(),
    logRead: (events, purpose) => {
      reads.inc({ purpose });
      readEvents.inc(events);
    },
    hintsPublished: (count) => published.inc(count),
    hintsReceived: (count) => received.inc(count),
    partitionMissing: () => missing.inc(),
  };
}
