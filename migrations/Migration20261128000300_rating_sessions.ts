import { Migration } from '@mikro-orm/migrations';

/** Tables of which the database itself refuses every UPDATE, DELETE and TRUNCATE. */
const appendOnly = ['proposal_vote', 'dissent', 'round_pass', 'session_protocol', 'session_protocol_council', 'protocol_signature'];

/** Who leads and who is there; joint rating sessions with their items, rounds, proposals, dissents and protocols. */
export class Migration20261128000300_rating_sessions extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table "check_in" (
        "id" uuid not null,
        "subject_id" uuid not null,
        "account_id" uuid not null,
        "channel" text not null,
        "checked_in_at" timestamptz not null default now(),
        "checked_in_by" uuid not null,
        "checked_out_at" timestamptz null,
        "checked_out_by" uuid null,
        primary key ("id")
      )`);
    this.addSql(`create index "check_in_subject_id_index" on "check_in" ("subject_id")`);
    this.addSql(`create unique index "check_in_current_unique" on "check_in" ("subject_id", "account_id") where checked_out_at is null`);
    this.addSql(`
      create table "facilitation" (
        "subject_id" uuid not null,
        "subject_type" text not null,
        "holder_id" uuid not null,
        "primary_id" uuid not null,
        "term" int not null default 1,
        "lease_until" timestamptz not null,
        "locked" boolean not null default false,
        "cause" text not null default 'SCHEDULED',
        primary key ("subject_id")
      )`);
    this.addSql(`
      create table "facilitator_deputy" (
        "subject_id" uuid not null,
        "ordinal" int not null,
        "account_id" uuid not null,
        primary key ("subject_id", "ordinal")
      )`);
    this.addSql(`alter table "facilitator_deputy" add constraint "facilitator_deputy_subject_id_account_id_unique" unique ("subject_id", "account_id")`);
    this.addSql(`
      create table "rating_session" (
        "id" uuid not null,
        "cycle_id" uuid not null,
        "title" jsonb not null,
        "starts_at" timestamptz not null,
        "state" text not null default 'SCHEDULED',
        "suspension_cause" text null,
        "abort_asked_by" uuid null,
        "abort_reason" text null,
        "opened_at" timestamptz null,
        "closed_at" timestamptz null,
        "created_by" uuid not null,
        "created_at" timestamptz not null default now(),
        "version" int not null default 1,
        primary key ("id")
      )`);
    this.addSql(`create index "rating_session_cycle_id_index" on "rating_session" ("cycle_id")`);
    this.addSql(`
      create table "session_observer" (
        "session_id" uuid not null,
        "account_id" uuid not null,
        primary key ("session_id", "account_id")
      )`);
    this.addSql(`
      create table "session_protocol" (
        "session_id" uuid not null,
        "body" text not null,
        "hash" text not null,
        "created_at" timestamptz not null default now(),
        primary key ("session_id")
      )`);
    this.addSql(`
      create table "session_protocol_council" (
        "id" uuid not null,
        "session_id" uuid not null,
        "evaluation_id" uuid not null,
        "body" text not null,
        "hash" text not null,
        primary key ("id")
      )`);
    this.addSql(`
      create table "protocol_signature" (
        "id" uuid not null,
        "session_id" uuid not null,
        "account_id" uuid not null,
        "refusal_reason" text null,
        "protocol_hash" text not null,
        "created_at" timestamptz not null default now(),
        primary key ("id")
      )`);
    this.addSql(`alter table "session_protocol_council" add constraint "session_protocol_council_session_id_evaluation_id_unique" unique ("session_id", "evaluation_id")`);
    this.addSql(`alter table "protocol_signature" add constraint "protocol_signature_session_id_account_id_unique" unique ("session_id", "account_id")`);
    this.addSql(`
      create table "session_evaluation" (
        "session_id" uuid not null,
        "evaluation_id" uuid not null,
        primary key ("session_id", "evaluation_id")
      )`);
    this.addSql(`create index "session_evaluation_evaluation_id_index" on "session_evaluation" ("evaluation_id")`);
    this.addSql(`
      create table "session_item" (
        "id" uuid not null,
        "session_id" uuid not null,
        "item_id" uuid not null,
        "ordinal" int not null,
        "state" text not null default 'PENDING',
        "active" boolean not null default false,
        "rounds" int not null default 0,
        "triage_reasons" text[] null,
        "defer_reason" text null,
        "reopen_asked_by" uuid null,
        "reopen_reason" text null,
        "created_at" timestamptz not null default now(),
        "version" int not null default 1,
        primary key ("id")
      )`);
    this.addSql(`create index "session_item_item_id_index" on "session_item" ("item_id")`);
    this.addSql(`alter table "session_item" add constraint "session_item_session_id_ordinal_unique" unique ("session_id", "ordinal")`);
    this.addSql(`create unique index "session_item_active_unique" on "session_item" ("session_id") where active`);
    this.addSql(`create unique index "session_item_current_unique" on "session_item" ("item_id") where state <> 'DEFERRED'`);
    this.addSql(`
      create table "rating_round" (
        "id" uuid not null,
        "session_item_id" uuid not null,
        "number" int not null,
        "state" text not null default 'SCORING',
        "duration_ms" int not null,
        "opened_at" timestamptz not null default now(),
        "closed_at" timestamptz null,
        "revealed_at" timestamptz null,
        "void_reason" text null,
        "roll" jsonb null,
        primary key ("id")
      )`);
    this.addSql(`alter table "rating_round" add constraint "rating_round_session_item_id_number_unique" unique ("session_item_id", "number")`);
    this.addSql(`
      create table "round_pass" (
        "id" uuid not null,
        "round_id" uuid not null,
        "assignment_id" uuid not null,
        "created_at" timestamptz not null default now(),
        primary key ("id")
      )`);
    this.addSql(`alter table "round_pass" add constraint "round_pass_round_id_assignment_id_unique" unique ("round_id", "assignment_id")`);
    this.addSql(`
      create table "dissent" (
        "id" uuid not null,
        "session_item_id" uuid not null,
        "assignment_id" uuid not null,
        "text" text not null,
        "created_at" timestamptz not null default now(),
        primary key ("id")
      )`);
    this.addSql(`alter table "dissent" add constraint "dissent_session_item_id_assignment_id_unique" unique ("session_item_id", "assignment_id")`);
    this.addSql(`
      create table "consensus_proposal" (
        "id" uuid not null,
        "session_item_id" uuid not null,
        "round" int not null,
        "value_kind" text not null,
        "value_points" text null,
        "value_level" text null,
        "rationale" text null,
        "within_range" boolean not null,
        "evidence_id" uuid null,
        "evidence_sha256" text null,
        "proposed_by" uuid null,
        "state" text not null default 'OPEN',
        "created_at" timestamptz not null default now(),
        primary key ("id")
      )`);
    this.addSql(`create index "consensus_proposal_session_item_id_index" on "consensus_proposal" ("session_item_id")`);
    this.addSql(`create unique index "consensus_proposal_open_unique" on "consensus_proposal" ("session_item_id") where state = 'OPEN'`);
    this.addSql(`
      create table "proposal_vote" (
        "id" uuid not null,
        "proposal_id" uuid not null,
        "assignment_id" uuid not null,
        "vote" text not null,
        "text" text null,
        "created_at" timestamptz not null default now(),
        primary key ("id")
      )`);
    this.addSql(`alter table "proposal_vote" add constraint "proposal_vote_proposal_id_assignment_id_unique" unique ("proposal_id", "assignment_id")`);
    this.addSql(`
      create table "timer" (
        "id" uuid not null,
        "subject_id" uuid not null,
        "purpose" text not null,
        "object_id" uuid not null,
        "started_at" timestamptz not null default now(),
        "duration_ms" int not null,
        "ends_at" timestamptz null,
        "remaining_ms" int null,
        primary key ("id")
      )`);
    this.addSql(`create index "timer_subject_id_index" on "timer" ("subject_id")`);
    this.addSql(`create index "timer_ends_at_index" on "timer" ("ends_at")`);
    this.addSql(`alter table "timer" add constraint "timer_object_id_purpose_unique" unique ("object_id", "purpose")`);
    this.addSql(`alter table "check_in" add constraint "check_in_channel_check" check ("channel" in ('ONLINE', 'ONSITE', 'PROXY'))`);
    this.addSql(`alter table "facilitation" add constraint "facilitation_subject_type_check" check ("subject_type" in ('RatingSession'))`);
    this.addSql(`alter table "facilitation" add constraint "facilitation_cause_check" check ("cause" in ('SCHEDULED', 'HANDED_OVER', 'TAKEN_AFTER_LOSS', 'RETURNED', 'FORCED_BY_MANAGER'))`);
    this.addSql(`alter table "facilitator_deputy" add constraint "facilitator_deputy_subject_id_foreign" foreign key ("subject_id") references "facilitation" ("subject_id")`);
    this.addSql(`alter table "rating_session" add constraint "rating_session_cycle_id_foreign" foreign key ("cycle_id") references "rating_cycle" ("id")`);
    this.addSql(`alter table "rating_session" add constraint "rating_session_state_check" check ("state" in ('SCHEDULED', 'OPEN', 'SUSPENDED', 'CLOSED', 'SIGNED', 'ABORTED'))`);
    this.addSql(`alter table "rating_session" add constraint "rating_session_suspension_cause_check" check ("suspension_cause" in ('FACILITATOR', 'QUORUM_LOST'))`);
    this.addSql(`alter table "session_observer" add constraint "session_observer_session_id_foreign" foreign key ("session_id") references "rating_session" ("id") on update no action on delete no action`);
    this.addSql(`alter table "session_protocol" add constraint "session_protocol_session_id_foreign" foreign key ("session_id") references "rating_session" ("id") on update no action on delete no action`);
    this.addSql(`alter table "session_protocol_council" add constraint "session_protocol_council_session_id_foreign" foreign key ("session_id") references "session_protocol" ("session_id")`);
    this.addSql(`alter table "session_protocol_council" add constraint "session_protocol_council_evaluation_id_foreign" foreign key ("evaluation_id") references "evaluation" ("id")`);
    this.addSql(`alter table "protocol_signature" add constraint "protocol_signature_session_id_foreign" foreign key ("session_id") references "session_protocol" ("session_id")`);
    this.addSql(`alter table "session_evaluation" add constraint "session_evaluation_session_id_foreign" foreign key ("session_id") references "rating_session" ("id") on update no action on delete no action`);
    this.addSql(`alter table "session_evaluation" add constraint "session_evaluation_evaluation_id_foreign" foreign key ("evaluation_id") references "evaluation" ("id") on update no action on delete no action`);
    this.addSql(`alter table "session_item" add constraint "session_item_session_id_foreign" foreign key ("session_id") references "rating_session" ("id")`);
    this.addSql(`alter table "session_item" add constraint "session_item_item_id_foreign" foreign key ("item_id") references "evaluation_item" ("id")`);
    this.addSql(`alter table "session_item" add constraint "session_item_state_check" check ("state" in ('PENDING', 'TRIAGED', 'PROPOSED', 'DISCUSSION', 'SCORING', 'CLOSED', 'REVEALED', 'AGREED', 'NO_CONSENSUS', 'LOCKED', 'DEFERRED', 'REOPENED'))`);
    this.addSql(`alter table "rating_round" add constraint "rating_round_session_item_id_foreign" foreign key ("session_item_id") references "session_item" ("id")`);
    this.addSql(`alter table "rating_round" add constraint "rating_round_state_check" check ("state" in ('SCORING', 'CLOSED', 'REVEALED', 'VOID'))`);
    this.addSql(`alter table "rating_round" add constraint "rating_round_void_reason_check" check ("void_reason" in ('TOO_FEW_MARKS', 'DEFERRED', 'SESSION_ABORTED'))`);
    this.addSql(`alter table "round_pass" add constraint "round_pass_round_id_foreign" foreign key ("round_id") references "rating_round" ("id")`);
    this.addSql(`alter table "round_pass" add constraint "round_pass_assignment_id_foreign" foreign key ("assignment_id") references "rater_assignment" ("id")`);
    this.addSql(`alter table "dissent" add constraint "dissent_session_item_id_foreign" foreign key ("session_item_id") references "session_item" ("id")`);
    this.addSql(`alter table "dissent" add constraint "dissent_assignment_id_foreign" foreign key ("assignment_id") references "rater_assignment" ("id")`);
    this.addSql(`alter table "consensus_proposal" add constraint "consensus_proposal_session_item_id_foreign" foreign key ("session_item_id") references "session_item" ("id")`);
    this.addSql(`alter table "consensus_proposal" add constraint "consensus_proposal_value_kind_check" check ("value_kind" in ('POINTS', 'LEVEL', 'NOT_APPLICABLE', 'NO_EVIDENCE'))`);
    this.addSql(`alter table "consensus_proposal" add constraint "consensus_proposal_state_check" check ("state" in ('OPEN', 'AGREED', 'OBJECTED', 'WITHDRAWN'))`);
    this.addSql(`alter table "proposal_vote" add constraint "proposal_vote_proposal_id_foreign" foreign key ("proposal_id") references "consensus_proposal" ("id")`);
    this.addSql(`alter table "proposal_vote" add constraint "proposal_vote_assignment_id_foreign" foreign key ("assignment_id") references "rater_assignment" ("id")`);
    this.addSql(`alter table "proposal_vote" add constraint "proposal_vote_vote_check" check ("vote" in ('CONFIRM', 'OBJECT', 'ABSTAIN'))`);
    for (const table of appendOnly) {
      this.addSql(`create trigger ${table}_append_only before update or delete on ${table}
        for each row execute function refuse_change()`);
      this.addSql(`create trigger ${table}_untruncatable before truncate on ${table}
        for each statement execute function refuse_change()`);
    }
  }

  override async down(): Promise<void> {
    this.addSql(`drop table "timer" cascade`);
    this.addSql(`drop table "proposal_vote" cascade`);
    this.addSql(`drop table "consensus_proposal" cascade`);
    this.addSql(`drop table "dissent" cascade`);
    this.addSql(`drop table "round_pass" cascade`);
    this.addSql(`drop table "rating_round" cascade`);
    this.addSql(`drop table "session_item" cascade`);
    this.addSql(`drop table "session_evaluation" cascade`);
    this.addSql(`drop table "protocol_signature" cascade`);
    this.addSql(`drop table "session_protocol_council" cascade`);
    this.addSql(`drop table "session_protocol" cascade`);
    this.addSql(`drop table "session_observer" cascade`);
    this.addSql(`drop table "rating_session" cascade`);
    this.addSql(`drop table "facilitator_deputy" cascade`);
    this.addSql(`drop table "facilitation" cascade`);
    this.addSql(`drop table "check_in" cascade`);
  }
}
