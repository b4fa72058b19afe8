import { Migration } from '@mikro-orm/migrations';

/** Tables of which the database itself refuses every UPDATE, DELETE and TRUNCATE. */
const appendOnly = ['ledger_leaf', 'ledger_node', 'ledger_checkpoint'];

/**
 * Chains the ledger: entries wait in their order, get a place in a hash chain and a Merkle tree, and stand under signed
 * checkpoints. What was entered before is chained too.
 */
export class Migration20261128000100_ledger_log extends Migration {
  override async up(): Promise<void> {
    // A new column is filled by a rewrite of the table, which the triggers that refuse changes do not see.
    this.addSql(`
      alter table "ledger_entry" add column "salt" text not null
        default replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')`);
    this.addSql(`alter table "ledger_entry" alter column "salt" drop default`);
    this.addSql(`alter table "ledger_entry" add column "reference" text null`);
    this.addSql(`create index "ledger_entry_reference_index" on "ledger_entry" ("reference")`);
    this.addSql(`
      create table "ledger_pending" (
        "position" serial,
        "entry_id" uuid not null,
        primary key ("position")
      )`);
    this.addSql(`
      create table "ledger_leaf" (
        "sequence" int not null,
        "entry_id" uuid not null,
        "leaf_hash" text not null,
        "chain_hash" text not null,
        primary key ("sequence")
      )`);
    this.addSql(`alter table "ledger_leaf" add constraint "ledger_leaf_entry_id_unique" unique ("entry_id")`);
    this.addSql(`alter table "ledger_leaf" add constraint "ledger_leaf_entry_id_foreign" foreign key ("entry_id") references "ledger_entry" ("id")`);
    this.addSql(`
      create table "ledger_node" (
        "level" int not null,
        "node_index" int not null,
        "hash" text not null,
        primary key ("level", "node_index")
      )`);
    this.addSql(`
      create table "ledger_checkpoint" (
        "size" int not null,
        "root" text not null,
        "note" text not null,
        "created_at" timestamptz not null default now(),
        primary key ("size")
      )`);
    for (const table of appendOnly) {
      this.addSql(`create trigger ${table}_append_only before update or delete on ${table}
        for each row execute function refuse_change()`);
      this.addSql(`create trigger ${table}_untruncatable before truncate on ${table}
        for each statement execute function refuse_change()`);
    }
    this.addSql(`insert into ledger_pending (entry_id) select id from ledger_entry order by created_at, id`);
    this.addSql(`
      create function ledger_entry_waits() returns trigger language plpgsql as $$
      begin
        insert into ledger_pending (entry_id) values (new.id);
        return null;
      end $$`);
    this.addSql(`create trigger ledger_entry_waits after insert on ledger_entry
      for each row execute function ledger_entry_waits()`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop trigger ledger_entry_waits on ledger_entry`);
    this.addSql(`drop function ledger_entry_waits()`);
    for (const table of appendOnly.toReversed()) {
      this.addSql(`drop table "${table}"`);
    }
    this.addSql(`drop table "ledger_pending"`);
    this.addSql(`drop index "ledger_entry_reference_index"`);
    this.addSql(`alter table "ledger_entry" drop column "reference", drop column "salt"`);
  }
}
