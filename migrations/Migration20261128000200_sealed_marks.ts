import { Migration } from '@mikro-orm/migrations';

/** A row's mark as it was kept before marks were sealed. */
const plain = (more: string): string => `
  'v0:' || json_build_object(
    'valueKind', value_kind, 'valuePoints', value_points::text, 'valueLevel', value_level, 'justification', justification,
    'confidence', confidence, 'evidenceReferences', evidence_references ${more})::text`;

/** The columns of a row as they were, out of what was never sealed. */
const fromPlain = `
  "value_kind" = substr(sealed, 4)::jsonb ->> 'valueKind', "value_points" = (substr(sealed, 4)::jsonb ->> 'valuePoints')::numeric,
  "value_level" = substr(sealed, 4)::jsonb ->> 'valueLevel', "justification" = substr(sealed, 4)::jsonb ->> 'justification',
  "confidence" = (substr(sealed, 4)::jsonb ->> 'confidence')::int,
  "evidence_references" = substr(sealed, 4)::jsonb -> 'evidenceReferences'`;

const valueColumns = ['value_kind', 'value_points', 'value_level', 'justification', 'confidence', 'evidence_references'];

const kinds = `('POINTS', 'LEVEL', 'NOT_APPLICABLE', 'NO_EVIDENCE')`;

/**
 * Keeps what marks and drafts say sealed until the reveal, which writes it down in \`score_opening\`; gives items the round
 * that takes marks. What was revealed before is in the open from now on, what was not stays as it was kept.
 */
export class Migration20261128000200_sealed_marks extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "evaluation_item"
      add column "open_round" int null, add column "round_closes_at" timestamptz null, add column "revealed_round" int null`);
    this.addSql(`update "evaluation_item" set "open_round" = case when "state" = 'OPEN' then 0 end,
      "revealed_round" = case when "revealed_at" is not null then 0 end`);
    this.addSql(`alter table "rating_cycle" add column "deliberation" text not null default 'AGGREGATE'`);
    this.addSql(`alter table "rating_cycle" add constraint "rating_cycle_deliberation_check" check ("deliberation" in ('AGGREGATE', 'JOINT'))`);

    this.addSql(`alter table "score_draft" add column "round" int not null default 0, add column "sealed" text null`);
    this.addSql(`update "score_draft" set "sealed" = ${plain('')}`);
    this.addSql(`alter table "score_draft" alter column "sealed" set not null`);
    this.addSql(`alter table "score_draft" drop constraint "score_draft_assignment_id_item_id_unique"`);
    this.addSql(`alter table "score_draft" add constraint "score_draft_assignment_id_item_id_round_unique" unique ("assignment_id", "item_id", "round")`);
    this.addSql(`alter table "score_draft" ${valueColumns.map((column) => `drop column "${column}"`).join(', ')}`);

    this.addSql(`
      create table "score_opening" (
        "score_id" uuid not null,
        "value_kind" text not null,
        "value_points" numeric null,
        "value_level" text null,
        "justification" text not null,
        "confidence" int null,
        "evidence_references" jsonb not null,
        "commitment_salt" text not null,
        "change_reason_kind" text null,
        "change_reason_text" text null,
        primary key ("score_id")
      )`);
    this.addSql(`alter table "score_opening" add constraint "score_opening_value_kind_check" check ("value_kind" in ${kinds})`);
    this.addSql(`alter table "score_opening" add constraint "score_opening_change_reason_kind_check"
      check ("change_reason_kind" in ('NEW_EVIDENCE', 'MISREAD', 'ARGUMENT', 'SLIP', 'OTHER'))`);
    this.addSql(`alter table "score_opening" add constraint "score_opening_score_id_foreign" foreign key ("score_id") references "score" ("id")`);
    this.addSql(`
      insert into score_opening (score_id, ${valueColumns.join(', ')}, commitment_salt)
      select s.id, ${valueColumns.map((column) => `s.${column}`).join(', ')}, s.commitment_salt
      from score s join evaluation_item i on i.id = s.item_id where i.revealed_at is not null`);
    this.addSql(`create trigger score_opening_append_only before update or delete on score_opening
      for each row execute function refuse_change()`);
    this.addSql(`create trigger score_opening_untruncatable before truncate on score_opening
      for each statement execute function refuse_change()`);

    // Rows of marks are never changed: the one column more is made by a rewrite of the table, from what stands beside it.
    this.addSql(`alter table "score" disable trigger score_sealed`);
    this.addSql(`alter table "score" add column "sealed" text null`);
    this.addSql(`update "score" set "sealed" = ${plain(`, 'commitmentSalt', commitment_salt`)}`);
    this.addSql(`alter table "score" enable trigger score_sealed`);
    this.addSql(`alter table "score" alter column "sealed" set not null`);
    this.addSql(`alter table "score" ${[...valueColumns, 'commitment_salt'].map((column) => `drop column "${column}"`).join(', ')}`);
    this.addSql(`create index "score_commitment_hash_index" on "score" ("commitment_hash")`);
  }

  override async down(): Promise<void> {
    // What is sealed cannot be read here. Of what was revealed it stands in the open, and a draft of it is of no use; where
    // there is more, going back would lose it, and is refused.
    this.addSql(`delete from score_draft d using evaluation_item i where i.id = d.item_id and i.open_round is null and d.sealed not like 'v0:%'`);
    this.addSql(`
      do $$ begin
        if exists (select 1 from score_draft where sealed not like 'v0:%') or exists (
          select 1 from score s where s.sealed not like 'v0:%' and not exists (select 1 from score_opening o where o.score_id = s.id)
        ) then
          raise exception 'marks are sealed: this migration cannot be taken back without losing them' using errcode = 'restrict_violation';
        end if;
      end $$`);
    for (const table of ['score', 'score_draft']) {
      this.addSql(`alter table "${table}" add column "value_kind" text null, add column "value_points" numeric null,
        add column "value_level" text null, add column "justification" text null, add column "confidence" int null,
        add column "evidence_references" jsonb null`);
    }
    this.addSql(`alter table "score" add column "commitment_salt" text null`);
    this.addSql(`alter table "score" disable trigger score_sealed`);
    this.addSql(`update "score_draft" set ${fromPlain}`);
    this.addSql(`update "score" set ${fromPlain}, "commitment_salt" = substr(sealed, 4)::jsonb ->> 'commitmentSalt' where sealed like 'v0:%'`);
    this.addSql(`update "score" s set ${valueColumns.map((column) => `"${column}" = o."${column}"`).join(', ')}, "commitment_salt" = o."commitment_salt"
      from score_opening o where o.score_id = s.id`);
    for (const table of ['score', 'score_draft']) {
      this.addSql(`alter table "${table}" alter column "value_kind" set not null, alter column "justification" set not null,
        alter column "evidence_references" set not null`);
      this.addSql(`alter table "${table}" add constraint "${table}_value_kind_check" check ("value_kind" in ${kinds})`);
    }
    this.addSql(`alter table "score_draft" alter column "justification" set default ''`);
    this.addSql(`alter table "score" alter column "commitment_salt" set not null`);
    this.addSql(`alter table "score" enable trigger score_sealed`);
    this.addSql(`drop index "score_commitment_hash_index"`);
    this.addSql(`alter table "score" drop column "sealed"`);
    this.addSql(`drop table "score_opening"`);
    this.addSql(`delete from "score_draft" where "round" > 0`);
    this.addSql(`alter table "score_draft" drop constraint "score_draft_assignment_id_item_id_round_unique"`);
    this.addSql(`alter table "score_draft" drop column "round", drop column "sealed"`);
    this.addSql(`alter table "score_draft" add constraint "score_draft_assignment_id_item_id_unique" unique ("assignment_id", "item_id")`);
    this.addSql(`alter table "rating_cycle" drop column "deliberation"`);
    this.addSql(`alter table "evaluation_item" drop column "open_round", drop column "round_closes_at", drop column "revealed_round"`);
  }
}
