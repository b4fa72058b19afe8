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

function hasFreshHeads(engine: ReadinessPorts['engine']): boolean {
  const { healthy, headsAge } = engine.health();
  return healthy && headsAge !== null && headsAge < freshness;
}

/** Whether the database cannot be reached: the lease of this process has run out, and its streams hear nothing new. */
export function isOutOfReach({ engine, presence }: Omit<ReadinessPorts, 'database'>): boolean {
  return !presence.health().isLeaseHeld && !hasFreshHeads(engine);
}

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
  const { bus } = engine.health();
  const isFresh = hasFreshHeads(engine);
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
