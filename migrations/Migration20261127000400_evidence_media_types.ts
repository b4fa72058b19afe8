import { Migration } from '@mikro-orm/migrations';

/** What a file is said to be belongs to the evidence: the same bytes may be brought as something else by another. */
export class Migration20261127000400_evidence_media_types extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "evidence" add column "media_type" text null`);
    this.addSql(`
      update "evidence" set "media_type" = "stored_file"."media_type"
      from "stored_file" where "stored_file"."sha256" = "evidence"."file_sha256"`);
    this.addSql(`alter table "evidence" alter column "media_type" set not null`);
    this.addSql(`alter table "stored_file" drop column "media_type"`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "stored_file" add column "media_type" text not null default 'application/octet-stream'`);
    this.addSql(`alter table "stored_file" alter column "media_type" drop default`);
    // Rows of stored files are only added to; what is written back here is what stood there before.
    this.addSql(`alter table "stored_file" disable trigger "stored_file_append_only"`);
    this.addSql(`
      update "stored_file" set "media_type" = (
        select "media_type" from "evidence" where "file_sha256" = "sha256" order by "evidence"."id" limit 1
      ) where "sha256" in (select "file_sha256" from "evidence")`);
    this.addSql(`alter table "stored_file" enable trigger "stored_file_append_only"`);
    this.addSql(`alter table "evidence" drop column "media_type"`);
  }
}
