// Appends events as fast as PostgreSQL takes them: by the two statements alone, or by the engine's own.
import 'reflect-metadata';
import { Pool } from 'pg';
import { createOrm, readDatabase } from '../../../../src/database/orm.js';
import { entities } from '../../../../src/entities.js';
import type { NewEvent } from '../../../../src/realtime/event.js';
import { appendEvents } from '../../../../src/realtime/postgres/append.js';
import { monotonicNow } from '../wire/clock.js';

/** Told to this process. */
export interface DurableOrder {
  readonly durable: 'bare' | 'engine';
  readonly writers: number;
  readonly streams: number;
  /** Seconds that count, after as many that do not. */
  readonly seconds: number;
}

const url = process.env.DATABASE_URL ?? '';
const orm = await createOrm({ connection: { url }, entities, poolSize: 16 });
const database = readDatabase(orm);
const pool = new Pool({ connectionString: url, max: 16 });

const eventOf = (stream: number): NewEvent => ({
  stream: `bench:${stream}`,
  type: 'CouncilUpdated',
  entityType: 'Council',
  entityId: 'none',
  body: { changed: ['phone'] },
});

/** The counter and the event, in one transaction: what cannot be left out. */
async function appendBare(stream: number): Promise<void> {
  const event = eventOf(stream);
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows: [raised] } = await client.query<{ id: string; class: number; head: string }>({
      name: 'raise',
      text: 'update rt_stream set head = head + 1, updated_at = clock_timestamp() where key = $1 returning id, class, head',
      values: [event.stream],
    });
    await client.query({
      name: 'insert',
      text: `insert into rt_event (stream_id, class, seq, type, entity_type, entity_id, body, transaction_index, transaction_size)
        values ($1, $2, $3, $4, $5, $6, $7, 0, 1)`,
      values: [raised?.id, raised?.class, raised?.head, event.type, event.entityType, event.entityId, JSON.stringify(event.body)],
    });
    await client.query('commit');
  } finally {
    client.release();
  }
}

async function appendByEngine(stream: number): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await appendEvents(transaction, [eventOf(stream)], { actorId: null, mutationId: null });
  });
}

/** How many events a second are durable. */
async function measure({ durable, writers, streams, seconds }: DurableOrder): Promise<number> {
  const append = durable === 'bare' ? appendBare : appendByEngine;
  for (let stream = 0; stream < streams; stream += 1) {
    await appendByEngine(stream);
  }
  const begin = monotonicNow() + seconds * 1_000;
  const end = begin + seconds * 1_000;
  let counted = 0;
  const write = async (writer: number): Promise<void> => {
    for (let nth = writer; monotonicNow() < end; nth += writers) {
      await append(nth % streams);
      const now = monotonicNow();
      counted += now >= begin && now < end ? 1 : 0;
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  return counted / seconds;
}

process.on('message', (order: DurableOrder | object) => {
  if ('durable' in order) {
    void measure(order).then((perSecond) => process.send?.({ perSecond }));
  }
});
process.send?.({ ready: true });
