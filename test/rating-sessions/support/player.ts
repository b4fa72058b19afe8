import { justificationHash, markCommitment } from '../../../src/ledger/index.js';
import type { MarkValue } from '../../../src/scoring/index.js';
import type { TestClient } from '../../support/client.js';

/** The answer to a mutation: its object and the codes of its refusals. */
export interface Told<Value> {
  readonly value: Value;
  readonly codes: readonly string[];
}

interface Fault {
  readonly code: string;
  readonly path: readonly string[];
}

/** Sends one mutation; gives what the selection of its object told, and the codes of its refusals. */
export async function tell<Value = Readonly<Record<string, unknown>> | null>(
  client: TestClient,
  mutation: string,
  input: Readonly<Record<string, unknown>>,
  object = '',
): Promise<Told<Value>> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await client.send<Readonly<Record<string, { readonly errors: readonly Fault[] }>>>(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${object} errors { code path } } }`,
    { input },
  );
  const payload = data?.[mutation];
  if (!payload) {
    throw new Error(`${mutation} failed: ${JSON.stringify(errors)}`);
  }
  const { errors: faults, ...rest } = payload;
  return { value: (Object.values(rest)[0] ?? null) as Value, codes: faults.map(({ code }) => code) };
}

/** Sends one mutation that must not be refused. */
export async function act<Value = Readonly<Record<string, unknown>>>(
  client: TestClient,
  mutation: string,
  input: Readonly<Record<string, unknown>>,
  object = '',
): Promise<Value> {
  const { value, codes } = await tell<Value>(client, mutation, input, object);
  if (codes.length > 0) {
    throw new Error(`${mutation} was refused: ${codes.join(' ')}`);
  }
  return value;
}

/** A mark that a rater makes. */
export interface PlayedMark {
  readonly cycleId: string;
  readonly evaluationId: string;
  readonly itemId: string;
  readonly round: number;
  readonly pseudonym: string;
  readonly value: MarkValue;
  readonly justification: string;
  readonly salt: string;
  readonly changeReason?: { readonly kind: string; readonly text?: string };
}

/** The input of `scoreSave` for a mark. */
export const draftOf = ({ itemId, value, justification, changeReason }: PlayedMark) => ({
  itemId,
  value: {
    kind: value.kind,
    points: value.kind === 'POINTS' ? value.points : null,
    level: value.kind === 'LEVEL' ? value.level : null,
  },
  justification,
  confidence: null,
  ...(changeReason ? { changeReason } : {}),
});

/** The client's commitment to a mark. */
export function commitmentOf({ cycleId, itemId, round, pseudonym, value, justification, salt }: PlayedMark) {
  const hash = markCommitment({
    cycle: cycleId,
    evaluationItem: itemId,
    round,
    rater: pseudonym,
    value,
    justificationHash: justificationHash(justification, salt) ?? '',
    salt,
  });
  return { itemId, salt, hash: hash ?? '' };
}

/** Saves and submits one mark; gives the codes of the submission. Throws when the draft is refused. */
export async function submitMark(client: TestClient, mark: PlayedMark): Promise<readonly string[]> {
  await act(client, 'scoreSave', draftOf(mark));
  return (await tell(client, 'scoreSubmit', { evaluationId: mark.evaluationId, commitments: [commitmentOf(mark)] })).codes;
}
