import type { Database } from './database/tables.js';
import type { Readiness } from './http/health.js';
import type { HintBus } from './realtime/bus/hint-bus.js';
import type { StreamEngine } from './realtime/stream-engine.js';

/** Milliseconds: heads that were read longer ago than some polls say nothing of what happens now. */
const freshness = 5_000;

/** Ready is who can read the database and its streams now. Without the bus changes of other nodes come late, no more. */
export async function readiness(
  database: Database,
  engine: Pick<StreamEngine, 'health'>,
  bus: Pick<HintBus, 'health'>,
): Promise<Readiness> {
  const answers = await database
    .selectFrom('rt_cluster')
    .select('generation')
    .execute()
    .then((rows) => rows.length === 1)
    .catch(() => false);
  const { healthy, headsAge } = engine.health();
  const isFresh = healthy && headsAge !== null && headsAge < freshness;
  const { healthy: hears, name } = bus.health();
  return {
    ready: answers && isFresh,
    checks: {
      database: answers ? { ok: true } : { ok: false, detail: 'it does not answer' },
      streams: isFresh ? { ok: true } : { ok: false, detail: 'their heads cannot be read' },
      bus: hears ? { ok: true } : { ok: false, detail: `${name} is away: what other nodes write comes later` },
    },
  };
}
