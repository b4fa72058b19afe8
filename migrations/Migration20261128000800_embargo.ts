import { Migration } from '@mikro-orm/migrations';

/** Tables are found by the hash of their snapshot. */
export class Migration20261128000800_embargo extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create index "publication_snapshot_hash_index" on "publication" ("snapshot_hash")`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index "publication_snapshot_hash_index"`);
  }
}
