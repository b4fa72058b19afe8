import { sql } from 'kysely';
import { v7 } from 'uuid';
import { findCanonicalFault } from '../ledger/canonical-fault.js';
import { contentHash, domainTags } from '../ledger/digest.js';
import type { Database } from './tables.js';

/** What an idempotency key is bound to. */
export interface KeyedRequest {
  readonly operation: string;
  readonly actorId: string | null;
  readonly idempotencyKey?: string | null | undefined;
  readonly input?: unknown;
}

/** Days for which an answer is remembered. */
export const rememberedDays = 7;

/** The state of a key: never seen (with the database's time), answered before, or used for another input. */
export type Recalled<T> =
  | { readonly kind: 'NEW'; readonly now: Date }
  | { readonly kind: 'ANSWER'; readonly answer: T }
  | { readonly kind: 'REUSED' };

/** The part of the input that counts: the key itself is left out, undefined becomes absent. */
function inputOf(request: KeyedRequest): Record<string, unknown> {
  const { idempotencyKey: _, ...input } = JSON.parse(JSON.stringify(request.input ?? {})) as Record<string, unknown>;
  return input;
}

/** The place of the first text in an input that has no UTF-8 form, and so neither a hash nor a row; null without one. */
export function unreadableAt(request: KeyedRequest): readonly string[] | null {
  const fault = findCanonicalFault(inputOf(request));
  return fault?.reason === 'LONE_SURROGATE' ? fault.path : null;
}

function requestHash(request: KeyedRequest): string {
  return contentHash(domainTags.idempotentInput, { operation: request.operation, input: inputOf(request) });
}

/**
 * Claims the key or recalls its answer, and reads the database's clock in the same round trip. Two requests with one
 * key at the same time wait for each other on the unique index, so the second one sees the first one's answer.
 */
export async function recallAnswer<T>(database: Database, request: KeyedRequest): Promise<Recalled<T>> {
  if (!request.idempotencyKey || !request.actorId) {
    const { rows } = await sql<{ now: Date }>`select now() as now`.execute(database);
    return { kind: 'NEW', now: new Date(rows[0]?.now ?? NaN) };
  }
  const hash = requestHash(request);
  // Answers are remembered for their days and no longer: a few of the old ones leave with every new key.
  const claimed = await sql<{ now: Date }>`
    with forgotten as (
      delete from idempotency_record where id in (
        select id from idempotency_record where created_at < now() - make_interval(days => ${rememberedDays})
          and not (actor_id = ${request.actorId} and key = ${request.idempotencyKey})
        order by created_at limit 20 for update skip locked
      )
    )
    insert into idempotency_record (id, actor_id, key, operation, request_hash, response)
    values (${v7()}, ${request.actorId}, ${request.idempotencyKey}, ${request.operation}, ${hash}, 'null')
    on conflict (actor_id, key) do update
      set operation = excluded.operation, request_hash = excluded.request_hash, response = 'null', created_at = now()
      where idempotency_record.created_at < now() - make_interval(days => ${rememberedDays})
    returning now() as now
  `.execute(database);
  const first = claimed.rows[0];
  if (first) {
    return { kind: 'NEW', now: new Date(first.now) };
  }
  const known = await sql<{ request_hash: string; response: T }>`
    select request_hash, response from idempotency_record
    where actor_id = ${request.actorId} and key = ${request.idempotencyKey}
  `.execute(database);
  const record = known.rows[0];
  if (!record || record.request_hash !== hash) {
    return { kind: 'REUSED' };
  }
  return { kind: 'ANSWER', answer: record.response };
}

/** Keeps the answer beside the claimed key, in the transaction of the effect. */
export async function rememberAnswer(database: Database, request: KeyedRequest, answer: unknown): Promise<void> {
  if (!request.idempotencyKey || !request.actorId) {
    return;
  }
  await sql`
    update idempotency_record set response = ${JSON.stringify(answer)}::jsonb
    where actor_id = ${request.actorId} and key = ${request.idempotencyKey}
  `.execute(database);
}
