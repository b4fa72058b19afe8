import { Migration } from '@mikro-orm/migrations';

/**
 * Who is present: one row a connection, shown as long as the lease of its node lives. The people and the mark of their
 * node are UNLOGGED, because a node that lives can always write its own again: nobody waits for a disk.
 * Written by hand; the ORM's schema difference skips the prefix `rt_`.
 */
export class Migration20261127002000_presence extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table rt_node (
        id uuid not null,
        lease_until timestamptz not null,
        started_at timestamptz not null default clock_timestamp(),
        constraint rt_node_pkey primary key (id)
      ) with (fillfactor = 50)`);
    // The state is text, not jsonb: what is counted, kept and given back are the client's own bytes.
    this.addSql(`
      create unlogged table rt_presence (
        stream text collate "C" not null,
        connection uuid not null,
        node_id uuid not null,
        account_id uuid not null,
        person_id uuid not null,
        session_id uuid not null,
        sight smallint not null,
        role text not null,
        state text null,
        changed_at timestamptz not null default clock_timestamp(),
        joined_at timestamptz not null default clock_timestamp(),
        constraint rt_presence_pkey primary key (stream, connection),
        constraint rt_presence_sight check (sight between 0 and 2),
        constraint rt_presence_state_size check (octet_length(state) <= 2048)
      )`);
    this.addSql(`create index rt_presence_session on rt_presence (session_id)`);
    this.addSql(`
      create unlogged table rt_presence_mark (
        node_id uuid not null,
        constraint rt_presence_mark_pkey primary key (node_id)
      )`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table rt_presence_mark`);
    this.addSql(`drop table rt_presence`);
    this.addSql(`drop table rt_node`);
  }
}
