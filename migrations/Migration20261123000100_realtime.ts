import { Migration } from '@mikro-orm/migrations';

/**
 * The event log: one counter row a stream, the events under their sequence, and the identity of the installation.
 * Written by hand; the ORM's schema difference skips the prefix `rt_`.
 */
export class Migration20261123000100_realtime extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table rt_cluster (
        only_row boolean not null default true,
        installation_id uuid not null default gen_random_uuid(),
        generation int not null default 1,
        constraint rt_cluster_pkey primary key (only_row),
        constraint rt_cluster_only_row check (only_row),
        constraint rt_cluster_generation_positive check (generation > 0)
      )`);
    this.addSql(`insert into rt_cluster default values`);
    // Half-empty pages and no index on what changes keep the raising of a head a heap-only update.
    this.addSql(`
      create table rt_stream (
        id bigint generated always as identity,
        key text collate "C" not null,
        epoch text not null default left(replace(gen_random_uuid()::text, '-', ''), 16),
        head bigint not null default 0,
        floor bigint not null default 0,
        class smallint not null default 0,
        created_at timestamptz not null default clock_timestamp(),
        updated_at timestamptz not null default clock_timestamp(),
        constraint rt_stream_pkey primary key (id),
        constraint rt_stream_key_unique unique (key),
        constraint rt_stream_key_length check (length(key) between 1 and 200),
        constraint rt_stream_epoch_format check (epoch ~ '^[0-9a-f]{16}$'),
        constraint rt_stream_floor_in_log check (floor between 0 and head)
      ) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02)`);
    this.addSql(`
      create table rt_event (
        stream_id bigint not null,
        seq bigint not null,
        event_id uuid not null default gen_random_uuid(),
        type text not null,
        schema_version smallint not null default 1,
        entity_type text not null,
        entity_id text not null,
        body jsonb not null,
        actor_id uuid null,
        mutation_id uuid null,
        transaction_index smallint not null,
        transaction_size smallint not null,
        created_at timestamptz not null default clock_timestamp(),
        constraint rt_event_pkey primary key (stream_id, seq),
        constraint rt_event_stream foreign key (stream_id) references rt_stream (id),
        constraint rt_event_seq_positive check (seq > 0),
        constraint rt_event_body_size check (octet_length(body::text) <= 65536),
        constraint rt_event_transaction check (transaction_index >= 0 and transaction_index < transaction_size)
      )`);
    this.addSql(`
      create function rt_refuse() returns trigger language plpgsql as $$
      begin
        raise exception '% of % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
      end $$`);
    this.addSql(`create trigger rt_event_unchanging before update on rt_event
      for each row execute function rt_refuse()`);
    // A stream that vanished and came back could count anew under cursors that are still held.
    this.addSql(`create trigger rt_stream_undeletable before delete on rt_stream
      for each row execute function rt_refuse()`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table rt_event`);
    this.addSql(`drop table rt_stream`);
    this.addSql(`drop table rt_cluster`);
    this.addSql(`drop function rt_refuse()`);
  }
}
