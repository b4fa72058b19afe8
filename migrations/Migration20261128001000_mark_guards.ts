import { Migration } from '@mikro-orm/migrations';

/** The path of a mark, as `score.machine.ts` had it on the day of this migration. */
const path = [
  ['COMMITTED', 'SUPERSEDED'],
  ['COMMITTED', 'REVEALED'],
  ['COMMITTED', 'VOID'],
  ['REVEALED', 'LOCKED'],
  ['REVEALED', 'VOID'],
] as const;

/** The rule of the first migration of guards, with more to it, or as it was. */
const scoreSealed = (more: string): string => `
  create or replace function score_sealed() returns trigger language plpgsql as $$
  begin
    if to_jsonb(new) - '{state}'::text[] is distinct from to_jsonb(old) - '{state}'::text[] then
      raise exception 'rows of score are sealed' using errcode = 'restrict_violation';
    end if;${more}
    return new;
  end $$`;

/**
 * What no hand at the console may do to marks and to what waits for the ledger: a mark goes its path and no other, it is
 * replaced by a mark and not by nothing, and an entry that waits is gone only once it has its place.
 */
export class Migration20261128001000_mark_guards extends Migration {
  override async up(): Promise<void> {
    const steps = path.map(([from, to]) => `('${from}', '${to}')`).join(', ');
    this.addSql(scoreSealed(`
    if new.state <> old.state and (old.state, new.state) not in (${steps}) then
      raise exception 'a mark does not go from % to %', old.state, new.state using errcode = 'restrict_violation';
    end if;`));
    // At the end of the transaction: two marks that count would stand side by side for a moment, were the new one first.
    this.addSql(`
      create function score_replaced_sealed() returns trigger language plpgsql as $$
      begin
        if not exists (
          select 1 from score s where s.assignment_id = new.assignment_id and s.item_id = new.item_id
            and s.round = new.round and s.state = 'COMMITTED'
        ) then
          raise exception 'a mark is superseded by another one, and there is none' using errcode = 'restrict_violation';
        end if;
        return null;
      end $$`);
    this.addSql(`create constraint trigger score_replaced_sealed after update on score deferrable initially deferred
      for each row when (old.state is distinct from new.state and new.state = 'SUPERSEDED')
      execute function score_replaced_sealed()`);

    // One entry waits once: twice, it would want two places, and the sequencer could not go on.
    this.addSql(`alter table "ledger_pending" add constraint "ledger_pending_entry_id_unique" unique ("entry_id")`);
    this.addSql(`create trigger ledger_pending_sealed before update on ledger_pending
      for each row execute function refuse_change()`);
    this.addSql(`create trigger ledger_pending_untruncatable before truncate on ledger_pending
      for each statement execute function refuse_change()`);
    // Once a statement, not once a row: the sequencer takes a thousand at a time.
    this.addSql(`
      create function ledger_pending_undeletable() returns trigger language plpgsql as $$
      begin
        if exists (select 1 from gone g left join ledger_leaf l on l.entry_id = g.entry_id where l.entry_id is null) then
          raise exception 'an entry of the ledger waits until it has its place' using errcode = 'restrict_violation';
        end if;
        return null;
      end $$`);
    this.addSql(`create trigger ledger_pending_undeletable after delete on ledger_pending
      referencing old table as gone for each statement execute function ledger_pending_undeletable()`);
  }

  override async down(): Promise<void> {
    for (const trigger of ['undeletable', 'untruncatable', 'sealed']) {
      this.addSql(`drop trigger ledger_pending_${trigger} on ledger_pending`);
    }
    this.addSql(`drop function ledger_pending_undeletable()`);
    this.addSql(`alter table "ledger_pending" drop constraint "ledger_pending_entry_id_unique"`);
    this.addSql(`drop trigger score_replaced_sealed on score`);
    this.addSql(`drop function score_replaced_sealed()`);
    this.addSql(scoreSealed(''));
  }
}
