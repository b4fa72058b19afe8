import { Migration } from '@mikro-orm/migrations';

/** Tables whose rows belong to the account in a column, with the columns that decide what it may do. */
const ofAccount: Readonly<Record<string, { readonly account: string; readonly decisive: readonly string[]; readonly onInsert: boolean }>> = {
  account: { account: 'id', decisive: ['status', 'person_id'], onInsert: false },
  // A new session takes nothing from those that are open.
  session: { account: 'account_id', decisive: ['account_id', 'token_hash', 'expires_at', 'revoked_at'], onInsert: false },
  role_grant: { account: 'account_id', decisive: ['account_id', 'role', 'revoked_at'], onInsert: true },
  rater_assignment: { account: 'rater_id', decisive: ['rater_id', 'evaluation_id', 'state'], onInsert: true },
  conflict_declaration: { account: 'rater_id', decisive: ['rater_id', 'evaluation_id', 'decision'], onInsert: true },
};

const tables = [...Object.keys(ofAccount), 'appointment', 'seat'];

const differ = (columns: readonly string[]): string =>
  `(${columns.map((column) => `old.${column}`).join(', ')}) is distinct from (${columns.map((column) => `new.${column}`).join(', ')})`;

/**
 * A number for each account that is raised in every transaction that changes what the account may do, whoever makes the
 * change and by whatever means. Whoever has read the same number twice has the same rights still, but for the passing of
 * time.
 *
 * Raising never waits, so it takes part in no deadlock: where another transaction has just raised the number of the
 * same account and is not at its end, a row is added beside it. The number is the counter and the rows together; the
 * next that finds the counter free folds them in.
 */
export class Migration20261127003000_access_versions extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table "account_access" (
        "account_id" uuid not null,
        "version" bigint not null,
        primary key ("account_id")
      )`);
    this.addSql(`
      create table "account_access_change" (
        "id" uuid not null default gen_random_uuid(),
        "account_id" uuid not null,
        primary key ("id")
      )`);
    this.addSql(`create index "account_access_change_account_id_index" on "account_access_change" ("account_id")`);
    this.addSql(`insert into account_access (account_id, version) select id, 1 from account`);

    this.addSql(`
      create function raise_access_version(raised uuid) returns void language plpgsql as $$
      begin
        perform from account_access where account_id = raised for update skip locked;
        if found then
          with folded as (delete from account_access_change where account_id = raised returning 1)
          update account_access set version = version + 1 + (select count(*) from folded) where account_id = raised;
        else
          insert into account_access_change (account_id) values (raised);
        end if;
      end $$`);
    this.addSql(`
      create function access_begins() returns trigger language plpgsql as $$
      begin
        insert into account_access (account_id, version) values (new.id, 1) on conflict do nothing;
        return null;
      end $$`);
    this.addSql(`create trigger account_access_begins after insert on account for each row execute function access_begins()`);

    // The argument is the column that names the account.
    this.addSql(`
      create function access_of_account() returns trigger language plpgsql as $$
      begin
        perform raise_access_version(named::uuid)
        from (values (to_jsonb(old) ->> tg_argv[0]), (to_jsonb(new) ->> tg_argv[0])) as row_of (named)
        where named is not null group by named;
        return null;
      end $$`);
    this.addSql(`
      create function access_of_person() returns trigger language plpgsql as $$
      begin
        perform raise_access_version(id) from account where person_id in (old.person_id, new.person_id);
        return null;
      end $$`);
    this.addSql(`
      create function access_of_seat() returns trigger language plpgsql as $$
      begin
        perform raise_access_version(id) from account
        where person_id in (select person_id from appointment where seat_id in (old.id, new.id));
        return null;
      end $$`);

    for (const [table, { account, decisive, onInsert }] of Object.entries(ofAccount)) {
      this.addSql(`create trigger ${table}_access_given after ${onInsert ? 'insert or delete' : 'delete'} on ${table}
        for each row execute function access_of_account('${account}')`);
      this.addSql(`create trigger ${table}_access_changed after update on ${table}
        for each row when (${differ(decisive)}) execute function access_of_account('${account}')`);
    }
    this.addSql(`create trigger appointment_access_given after insert or delete on appointment
      for each row execute function access_of_person()`);
    this.addSql(`create trigger appointment_access_changed after update on appointment
      for each row when (${differ(['person_id', 'seat_id', 'started_on', 'ended_on'])}) execute function access_of_person()`);
    this.addSql(`create trigger seat_access_given after delete on seat for each row execute function access_of_seat()`);
    this.addSql(`create trigger seat_access_changed after update on seat
      for each row when (${differ(['council_id', 'function'])}) execute function access_of_seat()`);
  }

  override async down(): Promise<void> {
    for (const table of tables) {
      this.addSql(`drop trigger ${table}_access_given on ${table}`);
      this.addSql(`drop trigger ${table}_access_changed on ${table}`);
    }
    this.addSql(`drop trigger account_access_begins on account`);
    for (const name of ['access_of_seat()', 'access_of_person()', 'access_of_account()', 'access_begins()', 'raise_access_version(uuid)']) {
      this.addSql(`drop function ${name}`);
    }
    this.addSql(`drop table "account_access_change"`);
    this.addSql(`drop table "account_access"`);
  }
}
