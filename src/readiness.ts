import type { Database } from './database/tables.js';
import type { Readiness } from './http/health.js';
import type { Presence } from './realtime/presence/presence.js';
import type { StreamEngine } from './realtime/stream-engine.js';

/** What is asked whether it can work. */
export interface ReadinessPorts {
  readonly database: Database;
  readonly engine: Pick<StreamEngine, 'health'>;
  readonly presence: Pick<Presence<object>, 'health'>;
}

/** Milliseconds: heads that were read longer ago than some polls say nothing of what happens now. */
const freshness = 5_000;

/**
 * Ready is who can read the database and its streams now, and keeps its lease. Without the bus changes of other nodes come
 * late, no more.
 */
export async function readiness({ database, engine, presence }: ReadinessPorts): Promise<Readiness> {
  const answers = await database
    .selectFrom('rt_cluster')
    .select('generation')
    .execute()
    .then((rows) => rows.length === 1)
    .catch(() => false);
  const { healthy, headsAge, bus } = engine.health();
  const isFresh = healthy && headsAge !== null && headsAge < freshness;
  const { isLeaseHeld } = presence.health();
  return {
    ready: answers && isFresh && isLeaseHeld,
    checks: {
      database: answers ? { ok: true } : { ok: false, detail: 'it does not answer' },
      streams: isFresh ? { ok: true } : { ok: false, detail: 'their heads cannot be read' },
      lease: isLeaseHeld ? { ok: true } : { ok: false, detail: 'it has run out' },
      bus: bus?.healthy ? { ok: true } : { ok: false, detail: `${bus?.name} is away: what other nodes write comes later` },
    },
  };
}
