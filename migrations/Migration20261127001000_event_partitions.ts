import { Migration } from '@mikro-orm/migrations';

/** The classes of streams whose events expire, by the name that their tables end with. */
const expiring = { season: 1, short: 2 } as const;

/**
 * Parts the event log by the retention of its streams, so that what has expired is dropped with whole tables. A class
 * that keeps everything has one table; the others have one for each span of days, and a DEFAULT table that takes what
 * has no other: a table that is missing never stops a write. Names and bounds of spans are of UTC.
 */
export class Migration20261127001000_event_partitions extends Migration {
  override async up(): Promise<void> {
    // The span decides how many tables a read looks into; it is never changed once there are tables.
    this.addSql(`
      create table rt_retention (
        class smallint not null,
        name text not null,
        days int null,
        span int null,
        constraint rt_retention_pkey primary key (class),
        constraint rt_retention_name_unique unique (name),
        constraint rt_retention_name_format check (name ~ '^[a-z]{1,20}$'),
        constraint rt_retention_expiry check ((days is null) = (span is null) and days > 0 and span > 0)
      )`);
    this.addSql(`insert into rt_retention values (0, 'kept', null, null), (1, 'season', 90, 7), (2, 'short', 7, 1)`);
    // What stands before the colon of a stream's key; a family that is not here keeps everything.
    this.addSql(`
      create table rt_stream_family (
        family text collate "C" not null,
        class smallint not null,
        constraint rt_stream_family_pkey primary key (family),
        constraint rt_stream_family_class foreign key (class) references rt_retention (class)
      )`);
    this.addSql(`insert into rt_stream_family values ('user', ${expiring.season})`);
    this.addSql(`update rt_stream set class = ${expiring.season} where key like 'user:%'`);
    this.addSql(`alter table rt_stream add constraint rt_stream_class foreign key (class) references rt_retention (class)`);

    this.addSql(`drop trigger rt_event_unchanging on rt_event`);
    // Events are written with their counter in one statement, and counters are never deleted; a foreign key would
    // make every making and dropping of a table wait for the writers of all streams.
    this.addSql(`alter table rt_event drop constraint rt_event_stream`);
    this.addSql(`alter table rt_event add column class smallint not null default 0`);
    this.addSql(`alter table rt_event rename to rt_event_kept`);
    this.addSql(`alter table rt_event_kept rename constraint rt_event_pkey to rt_event_kept_pkey`);
    this.addSql(`
      create table rt_event (like rt_event_kept including defaults including constraints) partition by list (class)`);
    this.addSql(`alter table rt_event alter column class drop default`);
    this.addSql(`create trigger rt_event_unchanging before update on rt_event
      for each row execute function rt_refuse()`);
    for (const [name, number] of Object.entries(expiring)) {
      this.addSql(`create table rt_event_${name} partition of rt_event for values in (${number})
        partition by range (created_at)`);
      this.addSql(`create table rt_event_${name}_default partition of rt_event_${name} (
        constraint rt_event_${name}_default_pkey primary key (stream_id, seq)) default`);
    }

    this.addSql(`
      create function rt_missing_partitions(of_class smallint) returns setof timestamptz language plpgsql stable as $$
      declare
        kept rt_retention;
      begin
        select * into strict kept from rt_retention where class = of_class;
        return query execute format(
          'select starts from (
             select date_bin(make_interval(days => $1), at, timestamptz ''2026-01-05 00:00:00+00'') as starts from (
               select now() + make_interval(days => ahead) as at from generate_series(0, 2) as ahead
               union all select created_at from %I) as used) as spans
           where to_regclass(%L || to_char(starts at time zone ''UTC'', ''_YYYYMMDD'')) is null
           group by starts order by starts',
          'rt_event_' || kept.name || '_default', 'rt_event_' || kept.name) using kept.span;
      end $$`);
    // Writers of the class wait at its table from the beginning: one that had already chosen the DEFAULT table would be
    // refused by it once the span has a table of its own.
    this.addSql(`
      create function rt_make_partition(of_class smallint, starts timestamptz) returns bigint language plpgsql as $$
      declare
        kept rt_retention;
        parent text;
        child text;
        ends timestamptz;
        moved bigint;
      begin
        select * into strict kept from rt_retention where class = of_class;
        parent := 'rt_event_' || kept.name;
        child := parent || to_char(starts at time zone 'UTC', '_YYYYMMDD');
        ends := starts + make_interval(hours => 24 * kept.span);
        execute format('lock table only %I in share row exclusive mode', parent);
        execute format('lock table %I in access exclusive mode', parent || '_default');
        execute format('create table %I (like rt_event including defaults including constraints,
          constraint %I primary key (stream_id, seq))', child, child || '_pkey');
        execute format('with stray as (delete from %I where created_at >= $1 and created_at < $2 returning *)
          insert into %I select * from stray', parent || '_default', child) using starts, ends;
        get diagnostics moved = row_count;
        execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, child, starts, ends);
        return moved;
      end $$`);

    this.addSql(`
      with moved as (
        delete from rt_event_kept e using rt_stream s where s.id = e.stream_id and s.class <> 0
        returning e.stream_id, e.seq, e.event_id, e.type, e.schema_version, e.entity_type, e.entity_id, e.body,
          e.actor_id, e.mutation_id, e.transaction_index, e.transaction_size, e.created_at, s.class
      )
      insert into rt_event (stream_id, seq, event_id, type, schema_version, entity_type, entity_id, body,
        actor_id, mutation_id, transaction_index, transaction_size, created_at, class)
      select * from moved`);
    this.addSql(`alter table rt_event attach partition rt_event_kept for values in (0)`);
    this.addSql(`
      select rt_make_partition(r.class, m.starts)
      from rt_retention r cross join lateral (select rt_missing_partitions(r.class) as starts) m
      where r.days is not null`);
  }

  override async down(): Promise<void> {
    this.addSql(`create table rt_event_whole (like rt_event including defaults including constraints)`);
    this.addSql(`insert into rt_event_whole select * from rt_event`);
    this.addSql(`drop table rt_event`);
    this.addSql(`alter table rt_event_whole rename to rt_event`);
    this.addSql(`alter table rt_event drop column class`);
    this.addSql(`alter table rt_event add constraint rt_event_pkey primary key (stream_id, seq)`);
    this.addSql(`alter table rt_event add constraint rt_event_stream foreign key (stream_id) references rt_stream (id)`);
    this.addSql(`create trigger rt_event_unchanging before update on rt_event
      for each row execute function rt_refuse()`);
    this.addSql(`drop function rt_make_partition(smallint, timestamptz)`);
    this.addSql(`drop function rt_missing_partitions(smallint)`);
    this.addSql(`alter table rt_stream drop constraint rt_stream_class`);
    this.addSql(`update rt_stream set class = 0 where class <> 0`);
    this.addSql(`drop table rt_stream_family`);
    this.addSql(`drop table rt_retention`);
  }
}
