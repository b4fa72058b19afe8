/** A message on its way to every node. */
export interface OutgoingMessage {
  readonly text: string;
  /** The stream that it is about, where it is about one alone: messages of a stream keep together. */
  readonly streamKey: string | null;
  /** Names the message among all: the same one sent twice may be delivered once. */
  readonly id: string | null;
}

/** What a link tells of itself. None of these throws. */
export interface LinkListener {
  /** A message has come, of whatever node. */
  heard(text: string): void;
  /** Something has come that is not a message of this installation. */
  ignored(): void;
  /** The link is of no use any more; told any number of times. */
  lost(cause: unknown): void;
}

/** One connection, from its opening to its loss. */
export interface BusLink {
  /** Resolves when the message is on its way to everybody; rejects when it is not, or nobody knows. */
  send(message: OutgoingMessage): Promise<void>;
  /** Ends within some seconds, whatever the other side does. Never rejects. */
  close(): Promise<void>;
}

/** How messages travel. */
export interface BusTransport {
  /** Which one, for readiness: `postgres` or `nats`. */
  readonly name: string;
  /** The greatest number of bytes of a message. */
  readonly bytes: number;
  /** Whether it carries events, or only where streams stand. */
  readonly carriesEvents: boolean;
  /** Connects and begins to hear. Settles within some seconds; rejects when it cannot. */
  open(listener: LinkListener): Promise<BusLink>;
}
