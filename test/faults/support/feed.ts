import { decodeCursor } from '../../../src/realtime/cursor.js';
import { decodeNodeIdOf } from '../../../src/relay/nodes/node-id.js';

/** A subscription that a client follows: what it asks, and how it reads the state out of the snapshot. */
export interface Feed {
  /** The key of the stream in the database. */
  readonly stream: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The state in a snapshot's frame, as JSON. */
  stateOf(frame: Frame): string;
}

/** A frame as the queries of feeds read it. */
export interface Frame {
  readonly __typename: string;
  readonly cursor?: string;
  readonly recovered?: boolean;
  readonly replayed?: number;
  readonly reason?: string;
  readonly events?: readonly FrameEvent[];
  readonly council?: { readonly version: number; readonly phone: string | null };
}

/** An event as the queries of feeds read it. */
export interface FrameEvent {
  readonly seq: number;
  readonly prev: number;
  readonly type: string;
  readonly at: string;
  readonly mutationId: string | null;
}

const commonFrames = `__typename
  ... on Ready { cursor recovered replayed } ... on Reset { reason } ... on Checkpoint { cursor }`;

/** The stream of a council; `ballast` adds about so many bytes to each event. */
export function councilFeed(councilId: string, ballast = 0): Feed {
  // At most thirty aliases go into a document; the names may be as long as they like.
  const names = Array.from({ length: 20 }, (_, n) => `b${n}${'x'.repeat(Math.max(0, Math.round(ballast / 20) - 12))}`);
  const heavy = ballast > 0 ? names.map((name) => `${name}: seq`).join(' ') : '';
  return {
    stream: `council:${decodeNodeIdOf('Council', councilId)}`,
    query: `subscription ($id: ID!, $after: Cursor) { stream: councilStream(councilId: $id, after: $after) {
      ${commonFrames} ... on Events { cursor events { seq prev type at mutationId ${heavy} } }
      ... on CouncilSnapshot { cursor council { version phone } } } }`,
    variables: { id: councilId },
    stateOf: ({ council }) => JSON.stringify({ version: council?.version, phone: council?.phone }),
  };
}

/** Where a cursor stands: the history that it is of, and the sequence. Throws for what is no cursor of the stream. */
export function placeOf(cursor: string, stream: string): { readonly epoch: string; readonly seq: number } {
  const position = decodeCursor(cursor, stream);
  if ('invalid' in position) {
    throw new Error(`${cursor} is no cursor of ${stream}`);
  }
  return { epoch: `${position.epoch}/${position.generation}`, seq: position.seq };
}
