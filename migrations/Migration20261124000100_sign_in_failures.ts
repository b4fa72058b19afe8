import { Migration } from '@mikro-orm/migrations';

/** Counts failed sign-ins by address, whether or not anybody has it, so that a lock tells nothing. */
export class Migration20261124000100_sign_in_failures extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table "sign_in_failure" (
        "address_hash" text not null,
        "failures" int not null default 0,
        "locked_until" timestamptz null,
        "updated_at" timestamptz not null default now(),
        primary key ("address_hash")
      )`);
    this.addSql(`create index "sign_in_failure_updated_at_index" on "sign_in_failure" ("updated_at")`);
    this.addSql(`
      insert into "sign_in_failure" ("address_hash", "failures", "locked_until")
      select encode(sha256(convert_to('kengash/sign-in/' || "email", 'UTF8')), 'hex'), "failed_sign_ins", "locked_until"
      from "account" where "failed_sign_ins" > 0`);
    this.addSql(`alter table "account" drop column "failed_sign_ins", drop column "locked_until"`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "account" add column "failed_sign_ins" int not null default 0, add column "locked_until" timestamptz null`);
    this.addSql(`
      update "account" set "failed_sign_ins" = f."failures", "locked_until" = f."locked_until" from "sign_in_failure" f
      where f."address_hash" = encode(sha256(convert_to('kengash/sign-in/' || "email", 'UTF8')), 'hex')`);
    this.addSql(`drop table "sign_in_failure"`);
  }
}
