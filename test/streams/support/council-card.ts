import { randomUUID } from 'node:crypto';
import type { TestClient } from '../../support/client.js';

/** A council's card as its writer reads it. */
export interface Card {
  readonly id: string;
  readonly version: number;
  readonly phone: string | null;
  readonly position: string;
}

/** A write that the server has acknowledged. */
export interface Acknowledged {
  readonly key: string;
  readonly version: number;
  readonly phone: string;
  /** Where the council's stream stood after it. */
  readonly position: string;
}

interface Answer {
  readonly council: { readonly version: number; readonly phone: string } | null;
  readonly positions: readonly string[];
  readonly errors: readonly { readonly code: string }[];
}

const update = `mutation ($input: CouncilUpdateInput!) {
  councilUpdate(input: $input) { council { version phone } positions errors { code message path } }
}`;

/** Reads the card of a council. Throws when there is none. */
export async function readCard(client: TestClient, code: string): Promise<Card> {
  const answer = await client.send<{ council: Card | null }>(
    'query ($code: String!) { council(code: $code) { id version phone position } }',
    { code },
  );
  if (!answer.data?.council) {
    throw new Error(`No council ${code}: ${JSON.stringify(answer)}`);
  }
  return answer.data.council;
}

/**
 * Gives a council another telephone under a key. Throws when the server refuses, and what `fetch` throws when it
 * cannot be reached or dies: the write may or may not have happened then, and is to be repeated under the same key.
 */
export async function writePhone(
  client: TestClient,
  card: Pick<Card, 'id' | 'version'>,
  phone: string,
  key: string = randomUUID(),
): Promise<Acknowledged> {
  const input = { id: card.id, version: card.version, phone, idempotencyKey: key };
  const answer = await client.send<{ councilUpdate: Answer }>(update, { input });
  const told = answer.data?.councilUpdate;
  const position = told?.positions[0];
  if (!told?.council || position === undefined || told.errors.length > 0) {
    throw new Error(`The write was refused: ${JSON.stringify(answer)}`);
  }
  return { key, version: card.version + 1, phone, position };
}
