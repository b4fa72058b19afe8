import { Migration } from '@mikro-orm/migrations';

/** Tables of which the database itself refuses every UPDATE, DELETE and TRUNCATE. */
const appendOnly = ['appeal_voice', 'appeal_ruling'];

/** Appeals of councils with their items, panels, voices and rulings; the checks of other councils that follow from them. */
export class Migration20261128000500_appeals extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table "appeal" (
        "id" uuid not null,
        "evaluation_id" uuid not null,
        "state" text not null default 'DRAFT',
        "created_by" uuid not null,
        "filed_by" uuid null,
        "filed_at" timestamptz null,
        "admitted_by" uuid null,
        "admission_reasons" text null,
        "complaint" text null,
        "complained_at" timestamptz null,
        "decided_at" timestamptz null,
        "created_at" timestamptz not null default now(),
        "drafted_at" timestamptz not null default now(),
        "version" int not null default 1,
        primary key ("id")
      )`);
    this.addSql(`create index "appeal_evaluation_id_index" on "appeal" ("evaluation_id")`);
    this.addSql(`
      create table "appeal_panelist" (
        "id" uuid not null,
        "appeal_id" uuid not null,
        "account_id" uuid not null,
        "created_at" timestamptz not null default now(),
        primary key ("id")
      )`);
    this.addSql(`create index "appeal_panelist_account_id_index" on "appeal_panelist" ("account_id")`);
    this.addSql(`alter table "appeal_panelist" add constraint "appeal_panelist_appeal_id_account_id_unique" unique ("appeal_id", "account_id")`);
    this.addSql(`
      create table "appeal_item" (
        "id" uuid not null,
        "appeal_id" uuid not null,
        "item_id" uuid not null,
        "ordinal" int not null,
        "grounds" text[] not null,
        "requested_points" numeric null,
        "statement" text not null,
        "withdrawn" boolean not null default false,
        primary key ("id")
      )`);
    this.addSql(`alter table "appeal_item" add constraint "appeal_item_appeal_id_ordinal_unique" unique ("appeal_id", "ordinal")`);
    this.addSql(`create unique index "appeal_item_current_unique" on "appeal_item" ("item_id") where not withdrawn`);
    this.addSql(`
      create table "appeal_evidence" (
        "id" uuid not null,
        "appeal_item_id" uuid not null,
        "evidence_id" uuid not null,
        "sha256" text not null,
        primary key ("id")
      )`);
    this.addSql(`alter table "appeal_evidence" add constraint "appeal_evidence_appeal_item_id_evidence_id_unique" unique ("appeal_item_id", "evidence_id")`);
    this.addSql(`
      create table "appeal_voice" (
        "id" uuid not null,
        "appeal_item_id" uuid not null,
        "account_id" uuid not null,
        "decision" text not null,
        "points" text null,
        "corrects_reading" boolean not null,
        "reasons" text not null,
        "created_at" timestamptz not null default now(),
        primary key ("id")
      )`);
    this.addSql(`alter table "appeal_voice" add constraint "appeal_voice_appeal_item_id_account_id_unique" unique ("appeal_item_id", "account_id")`);
    this.addSql(`
      create table "appeal_ruling" (
        "appeal_item_id" uuid not null,
        "decision" text not null,
        "points" text null,
        "corrects_reading" boolean not null,
        "reasons" text[] not null,
        "created_at" timestamptz not null default now(),
        primary key ("appeal_item_id")
      )`);
    this.addSql(`
      create table "equal_treatment_task" (
        "id" uuid not null,
        "appeal_item_id" uuid not null,
        "item_id" uuid not null,
        "state" text not null default 'OPEN',
        "outcome" text null,
        "points" text null,
        "reason" text null,
        "resolved_by" uuid null,
        "resolved_at" timestamptz null,
        "created_at" timestamptz not null default now(),
        primary key ("id")
      )`);
    this.addSql(`create index "equal_treatment_task_item_id_index" on "equal_treatment_task" ("item_id")`);
    this.addSql(`alter table "equal_treatment_task" add constraint "equal_treatment_task_appeal_item_id_item_id_unique" unique ("appeal_item_id", "item_id")`);
    this.addSql(`alter table "appeal" add constraint "appeal_evaluation_id_foreign" foreign key ("evaluation_id") references "evaluation" ("id")`);
    this.addSql(`alter table "appeal" add constraint "appeal_state_check" check ("state" in ('DRAFT', 'FILED', 'ADMISSIBLE', 'INADMISSIBLE', 'IN_PANEL', 'DECIDED', 'APPLIED', 'CLOSED', 'WITHDRAWN'))`);
    this.addSql(`alter table "appeal_panelist" add constraint "appeal_panelist_appeal_id_foreign" foreign key ("appeal_id") references "appeal" ("id")`);
    this.addSql(`alter table "appeal_panelist" add constraint "appeal_panelist_account_id_foreign" foreign key ("account_id") references "account" ("id")`);
    this.addSql(`alter table "appeal_item" add constraint "appeal_item_appeal_id_foreign" foreign key ("appeal_id") references "appeal" ("id")`);
    this.addSql(`alter table "appeal_item" add constraint "appeal_item_item_id_foreign" foreign key ("item_id") references "evaluation_item" ("id")`);
    this.addSql(`alter table "appeal_evidence" add constraint "appeal_evidence_appeal_item_id_foreign" foreign key ("appeal_item_id") references "appeal_item" ("id")`);
    this.addSql(`alter table "appeal_evidence" add constraint "appeal_evidence_evidence_id_foreign" foreign key ("evidence_id") references "evidence" ("id")`);
    this.addSql(`alter table "appeal_voice" add constraint "appeal_voice_appeal_item_id_foreign" foreign key ("appeal_item_id") references "appeal_item" ("id")`);
    this.addSql(`alter table "appeal_voice" add constraint "appeal_voice_account_id_foreign" foreign key ("account_id") references "account" ("id")`);
    this.addSql(`alter table "appeal_voice" add constraint "appeal_voice_decision_check" check ("decision" in ('UPHELD', 'PARTLY', 'DISMISSED'))`);
    this.addSql(`alter table "appeal_ruling" add constraint "appeal_ruling_appeal_item_id_foreign" foreign key ("appeal_item_id") references "appeal_item" ("id") on update no action on delete no action`);
    this.addSql(`alter table "appeal_ruling" add constraint "appeal_ruling_decision_check" check ("decision" in ('UPHELD', 'PARTLY', 'DISMISSED'))`);
    this.addSql(`alter table "equal_treatment_task" add constraint "equal_treatment_task_appeal_item_id_foreign" foreign key ("appeal_item_id") references "appeal_item" ("id")`);
    this.addSql(`alter table "equal_treatment_task" add constraint "equal_treatment_task_item_id_foreign" foreign key ("item_id") references "evaluation_item" ("id")`);
    this.addSql(`alter table "equal_treatment_task" add constraint "equal_treatment_task_state_check" check ("state" in ('OPEN', 'DONE'))`);
    this.addSql(`alter table "equal_treatment_task" add constraint "equal_treatment_task_outcome_check" check ("outcome" in ('NO_CHANGE', 'ADJUSTED'))`);
    for (const table of appendOnly) {
      this.addSql(`create trigger ${table}_append_only before update or delete on ${table}
        for each row execute function refuse_change()`);
      this.addSql(`create trigger ${table}_untruncatable before truncate on ${table}
        for each statement execute function refuse_change()`);
    }
  }

  override async down(): Promise<void> {
    this.addSql(`drop table "equal_treatment_task" cascade`);
    this.addSql(`drop table "appeal_ruling" cascade`);
    this.addSql(`drop table "appeal_voice" cascade`);
    this.addSql(`drop table "appeal_evidence" cascade`);
    this.addSql(`drop table "appeal_item" cascade`);
    this.addSql(`drop table "appeal_panelist" cascade`);
    this.addSql(`drop table "appeal" cascade`);
  }
}
