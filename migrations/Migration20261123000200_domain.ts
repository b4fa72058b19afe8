import { Migration } from '@mikro-orm/migrations';

/** The tables of the domain, the ledger and the remembered answers, as the entities describe them. */
export class Migration20261123000200_domain extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table "idempotency_record" (
        "id" uuid not null,
        "actor_id" uuid not null,
        "key" uuid not null,
        "operation" text not null,
        "request_hash" text not null,
        "response" jsonb not null,
        "created_at" timestamptz not null default now(),
        primary key ("id")
      )`);
    this.addSql(`create index "idempotency_record_created_at_index" on "idempotency_record" ("created_at")`);
    this.addSql(`alter table "idempotency_record" add constraint "idempotency_record_actor_id_key_unique" unique ("actor_id", "key")`);
    this.addSql(`
      create table "ledger_entry" (
        "id" uuid not null,
        "action" text not null,
        "subject_type" text not null,
        "subject_id" text not null,
        "actor_id" uuid null,
        "body" jsonb not null,
        "body_hash" text not null,
        "created_at" timestamptz not null default now(),
        primary key ("id")
      )`);
    this.addSql(`create index "ledger_entry_subject_type_subject_id_index" on "ledger_entry" ("subject_type", "subject_id")`);
    this.addSql(`
      create table "methodology" (
        "id" uuid not null,
        "code" text not null,
        "title" jsonb not null,
        "owner" jsonb not null,
        "about" jsonb not null,
        "illustrative" boolean not null default false,
        "sort_key" text collate "C" not null,
        "created_at" timestamptz not null default now(),
        primary key ("id")
      )`);
    this.addSql(`alter table "methodology" add constraint "methodology_code_unique" unique ("code")`);
    this.addSql(`
      create table "methodology_version" (
        "id" uuid not null,
        "methodology_id" uuid not null,
        "number" int not null,
        "state" text not null default 'DRAFT',
        "body" jsonb not null,
        "content_hash" text null,
        "effective_from" date null,
        "authored_by" uuid null,
        "submitted_at" timestamptz null,
        "approved_by" uuid null,
        "approved_at" timestamptz null,
        "review_comment" text null,
        "created_at" timestamptz not null default now(),
        "version" int not null default 1,
        primary key ("id")
      )`);
    this.addSql(`alter table "methodology_version" add constraint "methodology_version_methodology_id_number_unique" unique ("methodology_id", "number")`);
    this.addSql(`alter table "methodology_version" add constraint "methodology_version_state_check" check ("state" in ('DRAFT', 'IN_REVIEW', 'APPROVED', 'RETIRED', 'DISCARDED'))`);
    this.addSql(`
      create table "person" (
        "id" uuid not null,
        "family_name" text not null,
        "given_name" text not null,
        "patronymic" text null,
        "organisation" text null,
        "invented" boolean not null default false,
        "sort_key" text collate "C" not null,
        "search_key" text not null,
        "created_at" timestamptz not null default now(),
        "version" int not null default 1,
        primary key ("id")
      )`);
    this.addSql(`create index "person_sort_key_id_index" on "person" ("sort_key", "id")`);
    this.addSql(`
      create table "account" (
        "id" uuid not null,
        "person_id" uuid not null,
        "email" text not null,
        "password_hash" text not null,
        "status" text not null default 'ACTIVE',
        "failed_sign_ins" int not null default 0,
        "locked_until" timestamptz null,
        "password_changed_at" timestamptz not null default now(),
        "created_at" timestamptz not null default now(),
        "version" int not null default 1,
        primary key ("id")
      )`);
    this.addSql(`alter table "account" add constraint "account_person_id_unique" unique ("person_id")`);
    this.addSql(`alter table "account" add constraint "account_email_unique" unique ("email")`);
    this.addSql(`alter table "account" add constraint "account_status_check" check ("status" in ('ACTIVE', 'DISABLED'))`);
    this.addSql(`
      create table "published_total" (
        "id" uuid not null,
        "rating" text not null,
        "year" int not null,
        "figures" jsonb not null,
        "sources" jsonb not null,
        "dispute_key" text null,
        "note" text null,
        "ordinal" int not null,
        primary key ("id")
      )`);
    this.addSql(`
      create table "rating_cycle" (
        "id" uuid not null,
        "title" jsonb not null,
        "methodology_version_id" uuid not null,
        "methodology_hash" text not null,
        "period_from" date not null,
        "period_to" date not null,
        "previous_cycle_id" uuid null,
        "state" text not null default 'PLANNED',
        "evidence_close_on" date null,
        "scoring_close_on" date null,
        "appeal_days" int not null,
        "scoring_closed_by" uuid null,
        "preliminary_at" timestamptz null,
        "published_at" timestamptz null,
        "exception_reason" text null,
        "cancel_reason" text null,
        "demonstration" boolean not null default false,
        "created_by" uuid null,
        "created_at" timestamptz not null default now(),
        "updated_at" timestamptz not null default now(),
        "version" int not null default 1,
        primary key ("id")
      )`);
    this.addSql(`alter table "rating_cycle" add constraint "rating_cycle_state_check" check ("state" in ('PLANNED', 'EVIDENCE_OPEN', 'EVIDENCE_CLOSED', 'SCORING', 'DELIBERATION', 'PRELIMINARY', 'APPEALS', 'FINAL', 'PUBLISHED', 'ARCHIVED', 'CANCELLED'))`);
    this.addSql(`
      create table "publication" (
        "id" uuid not null,
        "cycle_id" uuid not null,
        "number" int not null,
        "state" text not null default 'STAGED',
        "snapshot" text not null,
        "snapshot_hash" text not null,
        "staged_by" uuid null,
        "created_at" timestamptz not null default now(),
        "published_at" timestamptz null,
        primary key ("id")
      )`);
    this.addSql(`alter table "publication" add constraint "publication_number_unique" unique ("number")`);
    this.addSql(`create index "publication_cycle_id_index" on "publication" ("cycle_id")`);
    this.addSql(`create unique index "publication_current_unique" on "publication" ("cycle_id") where state in ('STAGED', 'PUBLISHED')`);
    this.addSql(`alter table "publication" add constraint "publication_state_check" check ("state" in ('STAGED', 'PUBLISHED', 'CORRECTED', 'WITHDRAWN'))`);
    this.addSql(`
      create table "publication_approval" (
        "id" uuid not null,
        "publication_id" uuid not null,
        "approver_id" uuid not null,
        "snapshot_hash" text not null,
        "created_at" timestamptz not null default now(),
        primary key ("id")
      )`);
    this.addSql(`alter table "publication_approval" add constraint "publication_approval_publication_id_approver_id_unique" unique ("publication_id", "approver_id")`);
    this.addSql(`
      create table "role_grant" (
        "id" uuid not null,
        "account_id" uuid not null,
        "role" text not null,
        "granted_by" uuid null,
        "granted_at" timestamptz not null default now(),
        "revoked_at" timestamptz null,
        primary key ("id")
      )`);
    this.addSql(`create index "role_grant_account_id_index" on "role_grant" ("account_id")`);
    this.addSql(`create unique index "role_grant_current_unique" on "role_grant" ("account_id", "role") where revoked_at is null`);
    this.addSql(`alter table "role_grant" add constraint "role_grant_role_check" check ("role" in ('AGENCY_ADMIN', 'METHODOLOGIST', 'APPROVER', 'CYCLE_MANAGER', 'FACILITATOR', 'RATER', 'AUDITOR'))`);
    this.addSql(`
      create table "session" (
        "id" uuid not null,
        "account_id" uuid not null,
        "token_hash" text not null,
        "user_agent" text null,
        "created_at" timestamptz not null default now(),
        "last_seen_at" timestamptz not null default now(),
        "expires_at" timestamptz not null,
        "revoked_at" timestamptz null,
        primary key ("id")
      )`);
    this.addSql(`alter table "session" add constraint "session_token_hash_unique" unique ("token_hash")`);
    this.addSql(`create index "session_account_id_index" on "session" ("account_id")`);
    this.addSql(`
      create table "stored_file" (
        "sha256" text not null,
        "size_bytes" int not null,
        "media_type" text not null,
        "created_at" timestamptz not null default now(),
        primary key ("sha256")
      )`);
    this.addSql(`
      create table "territory" (
        "id" uuid not null,
        "code" text not null,
        "soato" text not null,
        "kind" text not null,
        "name" jsonb not null,
        "short_name" jsonb not null,
        "administrative_centre" text null,
        "district_count" int not null,
        "city_count" int not null,
        "sort_key" text collate "C" not null,
        primary key ("id")
      )`);
    this.addSql(`alter table "territory" add constraint "territory_code_unique" unique ("code")`);
    this.addSql(`alter table "territory" add constraint "territory_soato_unique" unique ("soato")`);
    this.addSql(`alter table "territory" add constraint "territory_kind_check" check ("kind" in ('REGION', 'CITY', 'REPUBLIC'))`);
    this.addSql(`
      create table "published_rating" (
        "id" uuid not null,
        "rating" text not null,
        "year" int not null,
        "organisation" text not null,
        "territory_id" uuid null,
        "points" numeric null,
        "category" text null,
        "category_derived" boolean not null default false,
        "note" text null,
        "source" text not null,
        "dispute_key" text null,
        "ordinal" int not null,
        primary key ("id")
      )`);
    this.addSql(`create index "published_rating_rating_year_ordinal_index" on "published_rating" ("rating", "year", "ordinal")`);
    this.addSql(`
      create table "council" (
        "id" uuid not null,
        "code" text not null,
        "kind" text not null,
        "territory_id" uuid null,
        "name" jsonb not null,
        "founded_year" int null,
        "founding_act" jsonb null,
        "about" jsonb null,
        "address" text null,
        "phone" text null,
        "email" text null,
        "website" text null,
        "sort_key" text collate "C" not null,
        "search_key" text not null,
        "created_at" timestamptz not null default now(),
        "updated_at" timestamptz not null default now(),
        "version" int not null default 1,
        primary key ("id")
      )`);
    this.addSql(`alter table "council" add constraint "council_code_unique" unique ("code")`);
    this.addSql(`alter table "council" add constraint "council_territory_id_unique" unique ("territory_id")`);
    this.addSql(`alter table "council" add constraint "council_kind_check" check ("kind" in ('TERRITORIAL', 'NATIONAL'))`);
    this.addSql(`
      create table "seat" (
        "id" uuid not null,
        "council_id" uuid not null,
        "function" text not null,
        "category" text null,
        "title" jsonb not null,
        "ordinal" int not null,
        primary key ("id")
      )`);
    this.addSql(`alter table "seat" add constraint "seat_council_id_ordinal_unique" unique ("council_id", "ordinal")`);
    this.addSql(`alter table "seat" add constraint "seat_function_check" check ("function" in ('CHAIR', 'DEPUTY_CHAIR', 'MEMBER', 'RESPONSIBLE_SECRETARY', 'SECRETARIAT_OFFICER'))`);
    this.addSql(`alter table "seat" add constraint "seat_category_check" check ("category" in ('DEPARTMENT_HEAD', 'DEPUTY', 'LAW_ENFORCEMENT', 'NGO', 'MASS_MEDIA', 'BUSINESS'))`);
    this.addSql(`
      create table "appointment" (
        "id" uuid not null,
        "seat_id" uuid not null,
        "person_id" uuid not null,
        "started_on" date not null,
        "ended_on" date null,
        "basis" text null,
        "end_reason" text null,
        "created_at" timestamptz not null default now(),
        "version" int not null default 1,
        primary key ("id")
      )`);
    this.addSql(`create index "appointment_person_id_index" on "appointment" ("person_id")`);
    this.addSql(`create index "appointment_seat_id_started_on_index" on "appointment" ("seat_id", "started_on")`);
    this.addSql(`
      create table "evaluation" (
        "id" uuid not null,
        "cycle_id" uuid not null,
        "council_id" uuid not null,
        "state" text not null default 'NOT_STARTED',
        "council_snapshot" jsonb not null,
        "sort_key" text collate "C" not null,
        "created_at" timestamptz not null default now(),
        "version" int not null default 1,
        primary key ("id")
      )`);
    this.addSql(`alter table "evaluation" add constraint "evaluation_cycle_id_council_id_unique" unique ("cycle_id", "council_id")`);
    this.addSql(`alter table "evaluation" add constraint "evaluation_state_check" check ("state" in ('NOT_STARTED', 'COLLECTING', 'READY', 'SCORING', 'SCORED', 'DELIBERATED', 'PRELIMINARY', 'FINAL', 'CANCELLED'))`);
    this.addSql(`
      create table "rater_assignment" (
        "id" uuid not null,
        "evaluation_id" uuid not null,
        "rater_id" uuid not null,
        "pseudonym" text not null,
        "state" text not null default 'DECLARING',
        "assigned_by" uuid null,
        "created_at" timestamptz not null default now(),
        "version" int not null default 1,
        primary key ("id")
      )`);
    this.addSql(`create index "rater_assignment_rater_id_index" on "rater_assignment" ("rater_id")`);
    this.addSql(`alter table "rater_assignment" add constraint "rater_assignment_evaluation_id_rater_id_unique" unique ("evaluation_id", "rater_id")`);
    this.addSql(`alter table "rater_assignment" add constraint "rater_assignment_state_check" check ("state" in ('DECLARING', 'ACTIVE', 'DECLINED', 'CONFLICTED', 'COMPLETED', 'RECUSED', 'REPLACED'))`);
    this.addSql(`
      create table "evidence" (
        "id" uuid not null,
        "evaluation_id" uuid not null,
        "indicator_codes" text[] not null,
        "kind" text not null default 'FILE',
        "title" text not null,
        "file_sha256" text not null,
        "original_name" text not null,
        "captured_on" date null,
        "submitted_by" uuid not null,
        "state" text not null default 'SUBMITTED',
        "late" boolean not null default false,
        "late_reason" text null,
        "decision_reason" text null,
        "decided_by" uuid null,
        "decided_at" timestamptz null,
        "replaces_id" uuid null,
        "created_at" timestamptz not null default now(),
        "version" int not null default 1,
        primary key ("id")
      )`);
    this.addSql(`create index "evidence_evaluation_id_id_index" on "evidence" ("evaluation_id", "id")`);
    this.addSql(`alter table "evidence" add constraint "evidence_kind_check" check ("kind" in ('FILE', 'STATISTIC', 'ATTESTATION'))`);
    this.addSql(`alter table "evidence" add constraint "evidence_state_check" check ("state" in ('SUBMITTED', 'ACCEPTED', 'REJECTED', 'WITHDRAWN'))`);
    this.addSql(`
      create table "evaluation_item" (
        "id" uuid not null,
        "evaluation_id" uuid not null,
        "indicator_code" text not null,
        "criterion_code" text not null,
        "ordinal" int not null,
        "state" text not null default 'PENDING',
        "official_points" text null,
        "official_basis" text null,
        "official_reason" text null,
        "revealed_at" timestamptz null,
        "version" int not null default 1,
        primary key ("id")
      )`);
    this.addSql(`alter table "evaluation_item" add constraint "evaluation_item_evaluation_id_indicator_code_unique" unique ("evaluation_id", "indicator_code")`);
    this.addSql(`alter table "evaluation_item" add constraint "evaluation_item_state_check" check ("state" in ('PENDING', 'OPEN', 'CLOSED', 'REVEALED', 'OFFICIAL', 'LOCKED'))`);
    this.addSql(`alter table "evaluation_item" add constraint "evaluation_item_official_basis_check" check ("official_basis" in ('MEDIAN', 'MEAN', 'TRIMMED_MEAN', 'MEASURED', 'CONSENSUS', 'APPEAL', 'NO_EVIDENCE', 'NOT_APPLICABLE'))`);
    this.addSql(`
      create table "self_assessment" (
        "id" uuid not null,
        "item_id" uuid not null,
        "claimed_points" numeric null,
        "note" text null,
        "prepared_by" uuid not null,
        "created_at" timestamptz not null default now(),
        "updated_at" timestamptz not null default now(),
        "version" int not null default 1,
        primary key ("id")
      )`);
    this.addSql(`alter table "self_assessment" add constraint "self_assessment_item_id_unique" unique ("item_id")`);
    this.addSql(`
      create table "score_draft" (
        "id" uuid not null,
        "assignment_id" uuid not null,
        "item_id" uuid not null,
        "value_kind" text not null,
        "value_points" numeric null,
        "value_level" text null,
        "justification" text not null default '',
        "confidence" int null,
        "evidence_references" jsonb not null,
        "created_at" timestamptz not null default now(),
        "updated_at" timestamptz not null default now(),
        "version" int not null default 1,
        primary key ("id")
      )`);
    this.addSql(`alter table "score_draft" add constraint "score_draft_assignment_id_item_id_unique" unique ("assignment_id", "item_id")`);
    this.addSql(`alter table "score_draft" add constraint "score_draft_value_kind_check" check ("value_kind" in ('POINTS', 'LEVEL', 'NOT_APPLICABLE', 'NO_EVIDENCE'))`);
    this.addSql(`
      create table "score" (
        "id" uuid not null,
        "assignment_id" uuid not null,
        "item_id" uuid not null,
        "round" int not null default 0,
        "state" text not null default 'COMMITTED',
        "value_kind" text not null,
        "value_points" numeric null,
        "value_level" text null,
        "justification" text not null,
        "confidence" int null,
        "evidence_references" jsonb not null,
        "commitment_hash" text not null,
        "commitment_salt" text not null,
        "created_at" timestamptz not null default now(),
        primary key ("id")
      )`);
    this.addSql(`create index "score_item_id_round_index" on "score" ("item_id", "round")`);
    this.addSql(`create unique index "score_current_unique" on "score" ("assignment_id", "item_id", "round") where state in ('COMMITTED', 'REVEALED', 'LOCKED')`);
    this.addSql(`alter table "score" add constraint "score_state_check" check ("state" in ('COMMITTED', 'SUPERSEDED', 'REVEALED', 'LOCKED', 'VOID'))`);
    this.addSql(`alter table "score" add constraint "score_value_kind_check" check ("value_kind" in ('POINTS', 'LEVEL', 'NOT_APPLICABLE', 'NO_EVIDENCE'))`);
    this.addSql(`
      create table "measurement" (
        "id" uuid not null,
        "item_id" uuid not null,
        "numerator" numeric not null,
        "denominator" numeric not null default '1',
        "source" text not null,
        "recorded_by" uuid null,
        "created_at" timestamptz not null default now(),
        primary key ("id")
      )`);
    this.addSql(`create index "measurement_item_id_id_index" on "measurement" ("item_id", "id")`);
    this.addSql(`
      create table "conflict_declaration" (
        "id" uuid not null,
        "evaluation_id" uuid not null,
        "rater_id" uuid not null,
        "kind" text not null,
        "source" text not null,
        "note" text null,
        "decision" text not null,
        "decided_by" uuid null,
        "decided_at" timestamptz null,
        "created_at" timestamptz not null default now(),
        primary key ("id")
      )`);
    this.addSql(`create index "conflict_declaration_evaluation_id_rater_id_index" on "conflict_declaration" ("evaluation_id", "rater_id")`);
    this.addSql(`alter table "conflict_declaration" add constraint "conflict_declaration_kind_check" check ("kind" in ('NONE', 'EMPLOYED', 'MEMBER_OF_COUNCIL', 'FAMILY', 'FORMER', 'NOMINATED_BY', 'FINANCIAL', 'RESIDENT', 'OTHER'))`);
    this.addSql(`alter table "conflict_declaration" add constraint "conflict_declaration_source_check" check ("source" in ('SELF', 'REGISTER', 'ADMIN', 'COMPUTED'))`);
    this.addSql(`alter table "conflict_declaration" add constraint "conflict_declaration_decision_check" check ("decision" in ('PENDING', 'CLEARED', 'CONFIRMED'))`);
    this.addSql(`alter table "methodology_version" add constraint "methodology_version_methodology_id_foreign" foreign key ("methodology_id") references "methodology" ("id")`);
    this.addSql(`alter table "account" add constraint "account_person_id_foreign" foreign key ("person_id") references "person" ("id")`);
    this.addSql(`alter table "rating_cycle" add constraint "rating_cycle_methodology_version_id_foreign" foreign key ("methodology_version_id") references "methodology_version" ("id")`);
    this.addSql(`alter table "publication" add constraint "publication_cycle_id_foreign" foreign key ("cycle_id") references "rating_cycle" ("id")`);
    this.addSql(`alter table "publication_approval" add constraint "publication_approval_publication_id_foreign" foreign key ("publication_id") references "publication" ("id")`);
    this.addSql(`alter table "publication_approval" add constraint "publication_approval_approver_id_foreign" foreign key ("approver_id") references "account" ("id")`);
    this.addSql(`alter table "role_grant" add constraint "role_grant_account_id_foreign" foreign key ("account_id") references "account" ("id")`);
    this.addSql(`alter table "session" add constraint "session_account_id_foreign" foreign key ("account_id") references "account" ("id")`);
    this.addSql(`alter table "published_rating" add constraint "published_rating_territory_id_foreign" foreign key ("territory_id") references "territory" ("id") on delete set null`);
    this.addSql(`alter table "council" add constraint "council_territory_id_foreign" foreign key ("territory_id") references "territory" ("id") on delete set null`);
    this.addSql(`alter table "seat" add constraint "seat_council_id_foreign" foreign key ("council_id") references "council" ("id")`);
    this.addSql(`alter table "appointment" add constraint "appointment_seat_id_foreign" foreign key ("seat_id") references "seat" ("id")`);
    this.addSql(`alter table "appointment" add constraint "appointment_person_id_foreign" foreign key ("person_id") references "person" ("id")`);
    this.addSql(`alter table "evaluation" add constraint "evaluation_cycle_id_foreign" foreign key ("cycle_id") references "rating_cycle" ("id")`);
    this.addSql(`alter table "evaluation" add constraint "evaluation_council_id_foreign" foreign key ("council_id") references "council" ("id")`);
    this.addSql(`alter table "rater_assignment" add constraint "rater_assignment_evaluation_id_foreign" foreign key ("evaluation_id") references "evaluation" ("id")`);
    this.addSql(`alter table "rater_assignment" add constraint "rater_assignment_rater_id_foreign" foreign key ("rater_id") references "account" ("id")`);
    this.addSql(`alter table "evidence" add constraint "evidence_evaluation_id_foreign" foreign key ("evaluation_id") references "evaluation" ("id")`);
    this.addSql(`alter table "evidence" add constraint "evidence_file_sha256_foreign" foreign key ("file_sha256") references "stored_file" ("sha256")`);
    this.addSql(`alter table "evaluation_item" add constraint "evaluation_item_evaluation_id_foreign" foreign key ("evaluation_id") references "evaluation" ("id")`);
    this.addSql(`alter table "self_assessment" add constraint "self_assessment_item_id_foreign" foreign key ("item_id") references "evaluation_item" ("id")`);
    this.addSql(`alter table "score_draft" add constraint "score_draft_assignment_id_foreign" foreign key ("assignment_id") references "rater_assignment" ("id")`);
    this.addSql(`alter table "score_draft" add constraint "score_draft_item_id_foreign" foreign key ("item_id") references "evaluation_item" ("id")`);
    this.addSql(`alter table "score" add constraint "score_assignment_id_foreign" foreign key ("assignment_id") references "rater_assignment" ("id")`);
    this.addSql(`alter table "score" add constraint "score_item_id_foreign" foreign key ("item_id") references "evaluation_item" ("id")`);
    this.addSql(`alter table "measurement" add constraint "measurement_item_id_foreign" foreign key ("item_id") references "evaluation_item" ("id")`);
    this.addSql(`alter table "conflict_declaration" add constraint "conflict_declaration_evaluation_id_foreign" foreign key ("evaluation_id") references "evaluation" ("id")`);
    this.addSql(`alter table "conflict_declaration" add constraint "conflict_declaration_rater_id_foreign" foreign key ("rater_id") references "account" ("id")`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table "conflict_declaration" cascade`);
    this.addSql(`drop table "measurement" cascade`);
    this.addSql(`drop table "score" cascade`);
    this.addSql(`drop table "score_draft" cascade`);
    this.addSql(`drop table "self_assessment" cascade`);
    this.addSql(`drop table "evaluation_item" cascade`);
    this.addSql(`drop table "evidence" cascade`);
    this.addSql(`drop table "rater_assignment" cascade`);
    this.addSql(`drop table "evaluation" cascade`);
    this.addSql(`drop table "appointment" cascade`);
    this.addSql(`drop table "seat" cascade`);
    this.addSql(`drop table "council" cascade`);
    this.addSql(`drop table "published_rating" cascade`);
    this.addSql(`drop table "territory" cascade`);
    this.addSql(`drop table "stored_file" cascade`);
    this.addSql(`drop table "session" cascade`);
    this.addSql(`drop table "role_grant" cascade`);
    this.addSql(`drop table "publication_approval" cascade`);
    this.addSql(`drop table "publication" cascade`);
    this.addSql(`drop table "rating_cycle" cascade`);
    this.addSql(`drop table "published_total" cascade`);
    this.addSql(`drop table "account" cascade`);
    this.addSql(`drop table "person" cascade`);
    this.addSql(`drop table "methodology_version" cascade`);
    this.addSql(`drop table "methodology" cascade`);
    this.addSql(`drop table "ledger_entry" cascade`);
    this.addSql(`drop table "idempotency_record" cascade`);
  }
}
