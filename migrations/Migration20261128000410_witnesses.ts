import { Migration } from '@mikro-orm/migrations';

/** Witnesses of the ledger, and the cosignatures that they bring. */
export class Migration20261128000410_witnesses extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table "witness" (
        "id" uuid not null,
        "council_id" uuid not null,
        "name" text not null,
        "public_key" text not null,
        "registered_by" uuid not null,
        "created_at" timestamptz not null default now(),
        "revoked_at" timestamptz null,
        primary key ("id")
      )`);
    this.addSql(`create index "witness_council_id_index" on "witness" ("council_id")`);
    this.addSql(`alter table "witness" add constraint "witness_name_unique" unique ("name")`);
    this.addSql(`alter table "witness" add constraint "witness_public_key_unique" unique ("public_key")`);
    this.addSql(`alter table "witness" add constraint "witness_council_id_foreign" foreign key ("council_id") references "council" ("id")`);
    this.addSql(`
      create table "checkpoint_cosignature" (
        "id" uuid not null,
        "size" int not null,
        "witness_id" uuid not null,
        "line" text not null,
        "created_at" timestamptz not null default now(),
        primary key ("id")
      )`);
    this.addSql(`alter table "checkpoint_cosignature" add constraint "checkpoint_cosignature_size_witness_id_unique" unique ("size", "witness_id")`);
    this.addSql(`alter table "checkpoint_cosignature" add constraint "checkpoint_cosignature_size_foreign" foreign key ("size") references "ledger_checkpoint" ("size")`);
    this.addSql(`alter table "checkpoint_cosignature" add constraint "checkpoint_cosignature_witness_id_foreign" foreign key ("witness_id") references "witness" ("id")`);
    this.addSql(`create trigger checkpoint_cosignature_append_only before update or delete on checkpoint_cosignature
      for each row execute function refuse_change()`);
    this.addSql(`create trigger checkpoint_cosignature_untruncatable before truncate on checkpoint_cosignature
      for each statement execute function refuse_change()`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table "checkpoint_cosignature"`);
    this.addSql(`drop table "witness"`);
  }
}
