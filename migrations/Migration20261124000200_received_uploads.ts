import { Migration } from '@mikro-orm/migrations';

/** Remembers for which tickets the bytes have come: whoever knows the hash of a file does not have the file. */
export class Migration20261124000200_received_uploads extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table "received_upload" (
        "ticket_hash" text not null,
        "created_at" timestamptz not null default now(),
        primary key ("ticket_hash")
      )`);
    this.addSql(`create index "received_upload_created_at_index" on "received_upload" ("created_at")`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table "received_upload"`);
  }
}
