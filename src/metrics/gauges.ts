import { Gauge, type Registry } from 'prom-client';
import type { BusHealth } from '../realtime/bus/hint-bus.js';
import type { EngineReadings } from '../realtime/engine-metrics.js';

/** How everything is at the moment. */
export interface Readings {
  readonly engine: EngineReadings;
  /** Null where a node listens to no other. */
  readonly bus: BusHealth | null;
  readonly sockets: number;
  readonly eventStreams: number;
  readonly isStopping: boolean;
}

/** The present state, read when Prometheus asks. */
export function gauges(registry: Registry, read: () => Readings): void {
  const gauge = (name: string, help: string, value: (readings: Readings) => number | null): void => {
    const made: Gauge = new Gauge({
      name: `kengash_${name}`,
      help,
      registers: [registry],
      collect: () => {
        const now = value(read());
        if (now !== null) {
          made.set(now);
        }
      },
    });
  };
  gauge('sockets', 'Open WebSocket connections.', ({ sockets }) => sockets);
  gauge('event_streams', 'Open streams of Server-Sent Events.', ({ eventStreams }) => eventStreams);
  gauge('subscriptions', 'Open subscriptions to streams.', ({ engine }) => engine.subscribers);
  gauge('stream_channels', 'Streams with a subscriber on this node.', ({ engine }) => engine.streams);
  gauge('stream_groups', 'Groups of subscribers that one execution serves.', ({ engine }) => engine.groups);
  gauge('slow_consumers', 'Subscriptions that are behind their stream now.', ({ engine }) => engine.lagging);
  gauge('stream_furthest_behind_events', 'How far the last of them is behind.', ({ engine }) => engine.furthestBehind);
  gauge('log_readable', '1 while the heads of the streams can be read.', ({ engine }) => Number(engine.healthy));
  gauge('log_heads_age_seconds', 'Since the heads were last read.', ({ engine }) =>
    engine.headsAge === null ? null : engine.headsAge / 1000,
  );
  gauge('bus_ignored_messages', 'Messages of the bus that could not be taken since the start.', (readings) =>
    readings.bus ? readings.bus.ignored : null,
  );
  gauge('stopping', '1 once the server drains.', ({ isStopping }) => Number(isStopping));
  const bus: Gauge<'bus'> = new Gauge({
    name: 'kengash_bus_healthy',
    help: '1 while the bus between nodes hears; without it changes of other nodes come later, never not at all.',
    labelNames: ['bus'],
    registers: [registry],
    collect: () => {
      const health = read().bus;
      if (health) {
        bus.set({ bus: health.name }, Number(health.healthy));
      }
    },
  });
}
