import { Migration } from '@mikro-orm/migrations';

/** Tables of which the database itself refuses every UPDATE, DELETE and TRUNCATE. */
const appendOnly = ['proposed_adjustment', 'publication_withdrawal'];

const bases = ['MEDIAN', 'MEAN', 'TRIMMED_MEAN', 'MEASURED', 'CONSENSUS', 'APPEAL', 'CORRECTION', 'NO_EVIDENCE', 'NOT_APPLICABLE'];

/** Nothing of a publication may change but these columns. */
const sealedBut = (...columns: readonly string[]): string => `
  create or replace function publication_sealed() returns trigger language plpgsql as $$
  begin
    if to_jsonb(new) - '{${columns.join(',')}}'::text[] is distinct from to_jsonb(old) - '{${columns.join(',')}}'::text[] then
      raise exception 'rows of publication are sealed' using errcode = 'restrict_violation';
    end if;
    return new;
  end $$`;

/** What takes two people: corrections that propose until they are published, tables that are given up, checks of other councils. */
export class Migration20261128000800_embargo extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create index "publication_snapshot_hash_index" on "publication" ("snapshot_hash")`);
    this.addSql(`
      create table "proposed_adjustment" (
        "id" uuid not null,
        "publication_id" uuid not null,
        "item_id" uuid not null,
        "points" text null,
        "basis" text not null,
        "reason" text not null,
        "proposed_by" uuid not null,
        "created_at" timestamptz not null default now(),
        primary key ("id")
      )`);
    this.addSql(`create index "proposed_adjustment_item_id_index" on "proposed_adjustment" ("item_id")`);
    this.addSql(`alter table "proposed_adjustment" add constraint "proposed_adjustment_publication_id_item_id_unique" unique ("publication_id", "item_id")`);
    this.addSql(`alter table "proposed_adjustment" add constraint "proposed_adjustment_publication_id_foreign" foreign key ("publication_id") references "publication" ("id")`);
    this.addSql(`alter table "proposed_adjustment" add constraint "proposed_adjustment_item_id_foreign" foreign key ("item_id") references "evaluation_item" ("id")`);
    this.addSql(`alter table "proposed_adjustment" add constraint "proposed_adjustment_basis_check" check ("basis" in (${bases.map((basis) => `'${basis}'`).join(', ')}))`);
    this.addSql(`
      create table "publication_withdrawal" (
        "id" uuid not null,
        "publication_id" uuid not null,
        "approver_id" uuid not null,
        "reason" text not null,
        "created_at" timestamptz not null default now(),
        primary key ("id")
      )`);
    this.addSql(`alter table "publication_withdrawal" add constraint "publication_withdrawal_publication_id_approver_id_unique" unique ("publication_id", "approver_id")`);
    this.addSql(`alter table "publication_withdrawal" add constraint "publication_withdrawal_publication_id_foreign" foreign key ("publication_id") references "publication" ("id")`);
    this.addSql(`alter table "publication_withdrawal" add constraint "publication_withdrawal_approver_id_foreign" foreign key ("approver_id") references "account" ("id")`);
    this.addSql(`alter table "equal_treatment_task" add column "proposed_by" uuid null, add column "refusal" text null`);
    this.addSql(`alter table "equal_treatment_task" drop constraint "equal_treatment_task_state_check"`);
    this.addSql(`alter table "equal_treatment_task" add constraint "equal_treatment_task_state_check" check ("state" in ('OPEN', 'PROPOSED', 'DONE'))`);
    this.addSql(`alter table "publication" add column "embargo_until" timestamptz null`);
    this.addSql(sealedBut('state', 'published_at', 'embargo_until'));
    this.addSql(`alter table "publication" drop constraint "publication_state_check"`);
    this.addSql(`alter table "publication" add constraint "publication_state_check" check ("state" in ('STAGED', 'APPROVED', 'EMBARGOED', 'PUBLISHED', 'CORRECTED', 'WITHDRAWN'))`);
    this.addSql(`drop index "publication_current_unique"`);
    this.addSql(`create unique index "publication_current_unique" on "publication" ("cycle_id", "state") where state in ('STAGED', 'EMBARGOED', 'PUBLISHED')`);
    for (const table of appendOnly) {
      this.addSql(`create trigger ${table}_append_only before update or delete on ${table}
        for each row execute function refuse_change()`);
      this.addSql(`create trigger ${table}_untruncatable before truncate on ${table}
        for each statement execute function refuse_change()`);
    }
  }

  override async down(): Promise<void> {
    this.addSql(`drop index "publication_current_unique"`);
    this.addSql(`update "publication" set "state" = 'STAGED' where "state" in ('APPROVED', 'EMBARGOED')`);
    this.addSql(`delete from "timer" where "purpose" = 'publication-embargo'`);
    this.addSql(`create unique index "publication_current_unique" on "publication" ("cycle_id", "state") where state in ('STAGED', 'PUBLISHED')`);
    this.addSql(`alter table "publication" drop constraint "publication_state_check"`);
    this.addSql(`alter table "publication" add constraint "publication_state_check" check ("state" in ('STAGED', 'PUBLISHED', 'CORRECTED', 'WITHDRAWN'))`);
    this.addSql(sealedBut('state', 'published_at'));
    this.addSql(`alter table "publication" drop column "embargo_until"`);
    this.addSql(`alter table "equal_treatment_task" drop constraint "equal_treatment_task_state_check"`);
    this.addSql(`update "equal_treatment_task" set "state" = 'OPEN', "outcome" = null, "points" = null, "reason" = null where "state" = 'PROPOSED'`);
    this.addSql(`alter table "equal_treatment_task" add constraint "equal_treatment_task_state_check" check ("state" in ('OPEN', 'DONE'))`);
    this.addSql(`alter table "equal_treatment_task" drop column "proposed_by", drop column "refusal"`);
    this.addSql(`drop table "publication_withdrawal"`);
    this.addSql(`drop table "proposed_adjustment"`);
    this.addSql(`drop index "publication_snapshot_hash_index"`);
  }
}
