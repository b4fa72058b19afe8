import type { TestClient } from '../../support/client.js';
import { councilStream, StreamReader, type ToldEvent, type ToldFrame } from './stream-reader.js';

/**
 * A client that keeps a council's card by its stream, over any number of connections. It applies a frame whole and
 * then keeps its cursor, as the documentation tells clients to.
 */
export class Replica {
  readonly applied: ToldEvent[] = [];
  readonly snapshots: ToldFrame[] = [];
  readonly readies: ToldFrame[] = [];
  readonly resets: ToldFrame[] = [];
  cursor: string | null = null;

  constructor(
    private readonly client: TestClient,
    private readonly councilId: string,
  ) {}

  /** Connects, and goes on from the cursor of the last frame that was applied. */
  connect(): StreamReader {
    const request = { query: councilStream, variables: { id: this.councilId }, after: this.cursor };
    return new StreamReader(this.client, request, (frame) => this.#apply(frame));
  }

  #apply(frame: ToldFrame): void {
    if (frame.__typename === 'Ready') {
      this.readies.push(frame);
      // Until the snapshot is there, there is no state that the cursor of an unrecovered stream could belong to.
      if (!frame.recovered) {
        return;
      }
    }
    if (frame.__typename === 'Reset') {
      this.resets.push(frame);
    }
    if (frame.__typename === 'CouncilSnapshot') {
      this.snapshots.push(frame);
    }
    this.applied.push(...(frame.events ?? []));
    this.cursor = frame.cursor ?? this.cursor;
  }
}
