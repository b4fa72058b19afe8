import type { ColumnType, Generated } from 'kysely';

/** Columns of 64 bits: the driver gives text, either may be written. */
type Bigint = ColumnType<string, string | number, string | number>;

/** One row a stream: its counter. Rows are never deleted. */
export interface StreamTable {
  readonly id: ColumnType<string, never, never>;
  readonly key: string;
  readonly epoch: Generated<string>;
  readonly head: Bigint;
  readonly floor: Bigint;
  readonly class: Generated<number>;
  readonly created_at: Generated<Date>;
  readonly updated_at: Generated<Date>;
}

/** The log. Rows are never changed; retention deletes them below the floor. */
export interface EventTable {
  readonly stream_id: Bigint;
  readonly seq: Bigint;
  readonly event_id: Generated<string>;
  readonly type: string;
  readonly schema_version: Generated<number>;
  readonly entity_type: string;
  readonly entity_id: string;
  readonly body: ColumnType<Readonly<Record<string, unknown>>, string, never>;
  readonly actor_id: string | null;
  readonly mutation_id: string | null;
  readonly transaction_index: number;
  readonly transaction_size: number;
  readonly created_at: Generated<Date>;
}

/** One row: which installation this is, and how often its history was cut by a restore. */
export interface ClusterTable {
  readonly only_row: Generated<boolean>;
  readonly installation_id: Generated<string>;
  readonly generation: Generated<number>;
}

declare module '../../database/tables.js' {
  interface Tables {
    rt_stream: StreamTable;
    rt_event: EventTable;
    rt_cluster: ClusterTable;
  }
}
