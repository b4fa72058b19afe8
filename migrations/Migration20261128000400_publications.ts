import { Migration } from '@mikro-orm/migrations';

const bases = ['MEDIAN', 'MEAN', 'TRIMMED_MEAN', 'MEASURED', 'CONSENSUS', 'APPEAL', 'NO_EVIDENCE', 'NOT_APPLICABLE'];

const basisCheck = (table: string, column: string, of: readonly string[]): string =>
  `alter table "${table}" add constraint "${table}_${column}_check" check ("${column}" in (${of.map((basis) => `'${basis}'`).join(', ')}))`;

/** Adjustments of official points, and corrections of what was published: a table can wait for approval beside the one that is public. */
export class Migration20261128000400_publications extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "evaluation_item" drop constraint "evaluation_item_official_basis_check"`);
    const more = [...bases.slice(0, 6), 'CORRECTION', ...bases.slice(6)];
    this.addSql(basisCheck('evaluation_item', 'official_basis', more));
    this.addSql(`
      create table "score_adjustment" (
        "id" uuid not null,
        "item_id" uuid not null,
        "source" text not null,
        "source_id" uuid not null,
        "points" text null,
        "basis" text not null,
        "reason" text not null,
        "decided_by" uuid null,
        "created_at" timestamptz not null default now(),
        primary key ("id")
      )`);
    this.addSql(`create index "score_adjustment_item_id_index" on "score_adjustment" ("item_id")`);
    this.addSql(`alter table "score_adjustment" add constraint "score_adjustment_item_id_foreign" foreign key ("item_id") references "evaluation_item" ("id")`);
    this.addSql(`alter table "score_adjustment" add constraint "score_adjustment_source_check" check ("source" in ('APPEAL', 'EQUAL_TREATMENT', 'CORRECTION'))`);
    this.addSql(basisCheck('score_adjustment', 'basis', more));
    this.addSql(`create trigger score_adjustment_append_only before update or delete on score_adjustment
      for each row execute function refuse_change()`);
    this.addSql(`create trigger score_adjustment_untruncatable before truncate on score_adjustment
      for each statement execute function refuse_change()`);
    this.addSql(`drop index "publication_current_unique"`);
    this.addSql(`create unique index "publication_current_unique" on "publication" ("cycle_id", "state") where state in ('STAGED', 'PUBLISHED')`);
    this.addSql(`
      create table "publication_bundle" (
        "publication_id" uuid not null,
        "body" text not null,
        "created_at" timestamptz not null default now(),
        primary key ("publication_id")
      )`);
    this.addSql(`alter table "publication_bundle" add constraint "publication_bundle_publication_id_foreign"
      foreign key ("publication_id") references "publication" ("id") on update no action on delete no action`);
    this.addSql(`create trigger publication_bundle_append_only before update or delete on publication_bundle
      for each row execute function refuse_change()`);
    this.addSql(`create trigger publication_bundle_untruncatable before truncate on publication_bundle
      for each statement execute function refuse_change()`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table "publication_bundle"`);
    this.addSql(`drop index "publication_current_unique"`);
    this.addSql(`create unique index "publication_current_unique" on "publication" ("cycle_id") where state in ('STAGED', 'PUBLISHED')`);
    this.addSql(`drop table "score_adjustment"`);
    this.addSql(`alter table "evaluation_item" drop constraint "evaluation_item_official_basis_check"`);
    this.addSql(basisCheck('evaluation_item', 'official_basis', bases));
  }
}
