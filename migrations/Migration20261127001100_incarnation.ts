import { Migration } from '@mikro-orm/migrations';

/**
 * Lets a database know itself again. A dump that was restored, a copy, a recovery to a point in time and a failover
 * carry the log of another database: what happened there after the copy was taken is not in it, and its sequences are
 * given a second time.
 */
export class Migration20261127001100_incarnation extends Migration {
  override async up(): Promise<void> {
    // Empty until the log is first read: a database that nobody has listened to has no cursors out there.
    this.addSql(`alter table rt_cluster add column incarnation jsonb not null default '{}'`);
    // Parts that this role may not read, or that a standby does not have, are left out. Each statement is planned when
    // it is reached, so a function that is forbidden is never looked at.
    this.addSql(`
      create function rt_incarnation() returns jsonb language plpgsql stable as $$
      declare
        found jsonb := jsonb_build_object(
          'database', (select oid::text from pg_database where datname = current_database()),
          'table', to_regclass('rt_cluster')::oid::text);
      begin
        if has_function_privilege('pg_control_system()', 'execute') then
          found := found || jsonb_build_object('system', (select system_identifier::text from pg_control_system()));
        end if;
        if not pg_is_in_recovery() and has_function_privilege('pg_current_wal_lsn()', 'execute')
          and has_function_privilege('pg_walfile_name(pg_lsn)', 'execute') then
          found := found || jsonb_build_object('timeline', left(pg_walfile_name(pg_current_wal_lsn()), 8));
        end if;
        return found;
      end $$`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop function rt_incarnation()`);
    this.addSql(`alter table rt_cluster drop column incarnation`);
  }
}
