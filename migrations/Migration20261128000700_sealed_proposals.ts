import { Migration } from '@mikro-orm/migrations';

/** Seals proposals: of what raters are asked to agree on, nothing changes but whether it still waits for answers. */
export class Migration20261128000700_sealed_proposals extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create function consensus_proposal_sealed() returns trigger language plpgsql as $$
      begin
        if to_jsonb(new) - 'state' is distinct from to_jsonb(old) - 'state' then
          raise exception 'rows of consensus_proposal are sealed' using errcode = 'restrict_violation';
        end if;
        if new.state <> old.state and old.state <> 'OPEN' then
          raise exception 'a proposal that is over does not change' using errcode = 'restrict_violation';
        end if;
        return new;
      end $$`);
    this.addSql(`create trigger consensus_proposal_sealed before update on consensus_proposal
      for each row execute function consensus_proposal_sealed()`);
    this.addSql(`create trigger consensus_proposal_undeletable before delete on consensus_proposal
      for each row execute function refuse_change()`);
    this.addSql(`create trigger consensus_proposal_untruncatable before truncate on consensus_proposal
      for each statement execute function refuse_change()`);
  }

  override async down(): Promise<void> {
    for (const guard of ['sealed', 'undeletable', 'untruncatable']) {
      this.addSql(`drop trigger consensus_proposal_${guard} on consensus_proposal`);
    }
    this.addSql(`drop function consensus_proposal_sealed()`);
  }
}
