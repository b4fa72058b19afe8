import type { ColumnType, Generated } from 'kysely';

/** One row a node that runs, or ran a short while ago. */
export interface NodeTable {
  readonly id: string;
  readonly lease_until: Date;
  readonly started_at: Generated<Date>;
}

/** One row a connection that is present in a stream. UNLOGGED: after a crash of the database it is empty. */
export interface PresenceTable {
  readonly stream: string;
  readonly connection: string;
  readonly node_id: string;
  readonly account_id: string;
  readonly person_id: string;
  readonly session_id: string;
  readonly sight: ColumnType<number, number, number>;
  readonly role: string;
  readonly state: string | null;
  readonly changed_at: Generated<Date>;
  readonly joined_at: Generated<Date>;
}

/** One row a node whose people are in the table above: it is lost together with them. */
export interface PresenceMarkTable {
  readonly node_id: string;
}

declare module '../../../database/tables.js' {
  interface Tables {
    rt_node: NodeTable;
    rt_presence: PresenceTable;
    rt_presence_mark: PresenceMarkTable;
  }
}
