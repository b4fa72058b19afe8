import { Migration } from '@mikro-orm/migrations';

/** What an auditor writes down of a case, once. */
const resolution = ['state', 'resolution', 'resolved_by', 'resolved_at', 'version'];

/** Signals about how marks came about, as cases for auditors: what was found never changes, and a closed case does not either. */
export class Migration20261128000600_audit_cases extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table "audit_case" (
        "id" uuid not null,
        "cycle_id" uuid not null,
        "kind" text not null,
        "rater" text null,
        "other_rater" text null,
        "evaluation_id" uuid null,
        "indicator_code" text null,
        "round" int null,
        "subject" text not null,
        "figure" double precision not null,
        "threshold" double precision not null,
        "detail" jsonb not null,
        "state" text not null default 'OPEN',
        "resolution" text null,
        "resolved_by" uuid null,
        "resolved_at" timestamptz null,
        "created_at" timestamptz not null default now(),
        "version" int not null default 1,
        primary key ("id")
      )`);
    this.addSql(`alter table "audit_case" add constraint "audit_case_cycle_id_kind_subject_unique" unique ("cycle_id", "kind", "subject")`);
    this.addSql(`alter table "audit_case" add constraint "audit_case_cycle_id_foreign" foreign key ("cycle_id") references "rating_cycle" ("id")`);
    this.addSql(`alter table "audit_case" add constraint "audit_case_evaluation_id_foreign" foreign key ("evaluation_id") references "evaluation" ("id") on update no action on delete no action`);
    this.addSql(`alter table "audit_case" add constraint "audit_case_kind_check" check ("kind" in ('SEVERITY', 'OUTLIER', 'HALO', 'STRAIGHT_LINING', 'BOUNDARY_PULL', 'CONFORMITY', 'PAIR_CORRELATION'))`);
    this.addSql(`alter table "audit_case" add constraint "audit_case_state_check" check ("state" in ('OPEN', 'EXPLAINED', 'CONFIRMED'))`);
    this.addSql(`
      create function audit_case_sealed() returns trigger language plpgsql as $$
      begin
        if old.state <> 'OPEN'
          or to_jsonb(new) - '{${resolution.join(',')}}'::text[] is distinct from to_jsonb(old) - '{${resolution.join(',')}}'::text[] then
          raise exception 'rows of audit_case are sealed' using errcode = 'restrict_violation';
        end if;
        return new;
      end $$`);
    this.addSql(`create trigger audit_case_sealed before update on audit_case for each row execute function audit_case_sealed()`);
    this.addSql(`create trigger audit_case_undeletable before delete on audit_case for each row execute function refuse_change()`);
    this.addSql(`create trigger audit_case_untruncatable before truncate on audit_case for each statement execute function refuse_change()`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table "audit_case"`);
    this.addSql(`drop function audit_case_sealed()`);
  }
}
