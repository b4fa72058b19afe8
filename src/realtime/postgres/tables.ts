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
  /** Of `rt_retention`; set by the stream's family when the stream is born. */
  readonly class: Generated<number>;
  readonly created_at: Generated<Date>;
  readonly updated_at: Generated<Date>;
}

/** The log, parted by class and time. Rows are never changed; what has expired is dropped with its table. */
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
  /** The class of its stream when it was written. */
  readonly class: number;
}

/** One row: which installation this is, and how often its history was cut by a restore. */
export interface ClusterTable {
  readonly only_row: Generated<boolean>;
  readonly installation_id: Generated<string>;
  readonly generation: Generated<number>;
  /** What the database was known by when its log was last read: see `rt_incarnation()`. */
  readonly incarnation: Generated<Readonly<Record<string, string>>>;
}

/** For how many days the events of a class are kept; null for ever. */
export interface RetentionTable {
  readonly class: number;
  /** The class's table is `rt_event_` with this name. */
  readonly name: string;
  readonly days: number | null;
  /** Days in each of its tables. */
  readonly span: number | null;
}

/** The class of the streams whose key begins with the family and a colon; all others are kept for ever. */
export interface StreamFamilyTable {
  readonly family: string;
  readonly class: number;
}

declare module '../../database/tables.js' {
  interface Tables {
    rt_stream: StreamTable;
    rt_event: EventTable;
    rt_cluster: ClusterTable;
    rt_retention: RetentionTable;
    rt_stream_family: StreamFamilyTable;
  }
}
