import { Migration } from '@mikro-orm/migrations';

/** Remembers which ticket has become evidence, and which bytes came under it, so that the others can be deleted. */
export class Migration20261127000410_used_uploads extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "received_upload" add column "sha256" text null`);
    this.addSql(`alter table "received_upload" add column "used_at" timestamptz null`);
    this.addSql(`create index "received_upload_sha256_index" on "received_upload" ("sha256")`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index "received_upload_sha256_index"`);
    this.addSql(`alter table "received_upload" drop column "used_at"`);
    this.addSql(`alter table "received_upload" drop column "sha256"`);
  }
}
