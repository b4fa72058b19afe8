import { Registry } from 'prom-client';
import type { ServerMetrics } from '../http/server-metrics.js';
import type { MeasureOperation } from '../pipeline/measured-operation.js';
import type { EngineMetrics } from '../realtime/engine-metrics.js';
import { engineCounters } from './engine-counters.js';
import { gauges, type Readings } from './gauges.js';
import { processFigures } from './process-figures.js';
import { operationCounters, serverCounters } from './server-counters.js';

/** The figures of one application, in the text format of Prometheus. Each application has its own. */
export class Metrics {
  readonly #registry = new Registry();
  readonly engine: EngineMetrics = engineCounters(this.#registry);
  readonly server: ServerMetrics = serverCounters(this.#registry, this.engine.slowConsumerClosed);
  readonly operation: MeasureOperation = operationCounters(this.#registry);

  /** The media type of the text. */
  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Says where the present state is read; to be called once. */
  watch(read: () => Readings): void {
    gauges(this.#registry, read);
  }

  /** Everything, as it is now. */
  text(): Promise<string> {
    return Registry.merge([this.#registry, processFigures()]).metrics();
  }
}
