import { Migration } from '@mikro-orm/migrations';

/** Tables of which the database itself refuses every UPDATE, DELETE and TRUNCATE. */
const appendOnly = ['ledger_entry', 'measurement', 'publication_approval', 'stored_file'];

/** Tables of which only the named columns may ever change, and no row may be deleted. */
const sealed: Readonly<Record<string, readonly string[]>> = {
  score: ['state'],
  publication: ['state', 'published_at'],
};

/**
 * What no code may break, held by the database: seats are held by one person at a time, periods do not run backwards,
 * records are only added to, an approved methodology does not change.
 */
export class Migration20261123000300_guards extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create extension if not exists btree_gist`);
    this.addSql(`alter table appointment add constraint appointment_seat_once
      exclude using gist (seat_id with =, daterange(started_on, ended_on, '[)') with &&)`);
    this.addSql(`alter table appointment add constraint appointment_period_order
      check (ended_on is null or ended_on > started_on)`);
    this.addSql(`alter table rating_cycle add constraint rating_cycle_period_order check (period_to >= period_from)`);
    this.addSql(`alter table publication add constraint publication_number_positive check (number > 0)`);
    this.addSql(`alter table measurement add constraint measurement_denominator_positive check (denominator > 0)`);

    this.addSql(`
      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = 'restrict_violation';
      end $$`);
    for (const table of appendOnly) {
      this.addSql(`create trigger ${table}_append_only before update or delete on ${table}
        for each row execute function refuse_change()`);
    }
    for (const [table, columns] of Object.entries(sealed)) {
      this.addSql(`
        create function ${table}_sealed() returns trigger language plpgsql as $$
        begin
          if to_jsonb(new) - '{${columns.join(',')}}'::text[] is distinct from to_jsonb(old) - '{${columns.join(',')}}'::text[] then
            raise exception 'rows of ${table} are sealed' using errcode = 'restrict_violation';
          end if;
          return new;
        end $$`);
      this.addSql(`create trigger ${table}_sealed before update on ${table}
        for each row execute function ${table}_sealed()`);
      this.addSql(`create trigger ${table}_undeletable before delete on ${table}
        for each row execute function refuse_change()`);
    }
    for (const table of [...appendOnly, ...Object.keys(sealed)]) {
      this.addSql(`create trigger ${table}_untruncatable before truncate on ${table}
        for each statement execute function refuse_change()`);
    }
    this.addSql(`
      create function methodology_version_frozen() returns trigger language plpgsql as $$
      begin
        if old.state in ('APPROVED', 'RETIRED') and (
          new.body is distinct from old.body or new.content_hash is distinct from old.content_hash
          or new.number <> old.number or new.methodology_id <> old.methodology_id or new.state = 'DRAFT'
        ) then
          raise exception 'an approved methodology version does not change' using errcode = 'restrict_violation';
        end if;
        return new;
      end $$`);
    this.addSql(`create trigger methodology_version_frozen before update on methodology_version
      for each row execute function methodology_version_frozen()`);
  }

  override async down(): Promise<void> {
    for (const table of [...appendOnly, ...Object.keys(sealed)]) {
      this.addSql(`drop trigger ${table}_untruncatable on ${table}`);
    }
    this.addSql(`drop trigger methodology_version_frozen on methodology_version`);
    this.addSql(`drop function methodology_version_frozen()`);
    for (const table of Object.keys(sealed)) {
      this.addSql(`drop trigger ${table}_undeletable on ${table}`);
      this.addSql(`drop trigger ${table}_sealed on ${table}`);
      this.addSql(`drop function ${table}_sealed()`);
    }
    for (const table of appendOnly) {
      this.addSql(`drop trigger ${table}_append_only on ${table}`);
    }
    this.addSql(`drop function refuse_change()`);
    this.addSql(`alter table measurement drop constraint measurement_denominator_positive`);
    this.addSql(`alter table publication drop constraint publication_number_positive`);
    this.addSql(`alter table rating_cycle drop constraint rating_cycle_period_order`);
    this.addSql(`alter table appointment drop constraint appointment_period_order`);
    this.addSql(`alter table appointment drop constraint appointment_seat_once`);
  }
}
