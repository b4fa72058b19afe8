/** An event as domain code collects it, before it has a place in its stream. */
export interface NewEvent {
  /** The key of the stream, such as `evaluation:<id>` or `user:<id>`; 1 to 200 characters. */
  readonly stream: string;
  /** What happened, in the vocabulary of the stream. */
  readonly type: string;
  /** The type of the object that it happened to. */
  readonly entityType: string;
  /** The id of that object. */
  readonly entityId: string;
  /** Plain JSON, at most 64 KiB as text; what is larger is named, not carried. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Told without who acted and under which key: its audience may know what happened, and not through whom. */
  readonly unattributed?: boolean;
}

/** An event in the log. It never changes. */
export interface StoredEvent extends Omit<NewEvent, 'unattributed'> {
  /** Place in the stream: 1, 2, 3 and so on without a gap, in the order of the commits. */
  readonly seq: number;
  readonly eventId: string;
  /** The database's clock when the event was written. */
  readonly at: Date;
  /** The account that acted; null for the system itself. */
  readonly actorId: string | null;
  /** The key by which the originator knows its own event. */
  readonly mutationId: string | null;
  /** Place among the events that its transaction wrote to this stream, from 0; other streams leave no trace here. */
  readonly transactionIndex: number;
  /** How many events its transaction wrote to this stream. */
  readonly transactionSize: number;
}
