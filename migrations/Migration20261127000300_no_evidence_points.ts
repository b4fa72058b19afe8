import { Migration } from '@mikro-orm/migrations';

/** Missing evidence is zero points where the methodology counts it so: what was settled before says so too. */
export class Migration20261127000300_no_evidence_points extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      update "evaluation_item" as i set "official_points" = '0'
      from "evaluation" e
      join "rating_cycle" c on c."id" = e."cycle_id"
      join "methodology_version" v on v."id" = c."methodology_version_id"
      where i."evaluation_id" = e."id" and i."official_basis" = 'NO_EVIDENCE' and i."official_points" is null
        and v."body" ->> 'noEvidenceRule' = 'ZERO'`);
  }

  override async down(): Promise<void> {
    this.addSql(`update "evaluation_item" set "official_points" = null where "official_basis" = 'NO_EVIDENCE'`);
  }
}
