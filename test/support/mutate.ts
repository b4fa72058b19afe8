import type { TestClient } from './client.js';

/** What a mutation's payload tells of its refusal; no errors where it was done. */
export interface Told {
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

/** What is told when nothing was refused. */
export const done: Told = { errors: [] };

/** Runs a mutation by its name, asking for nothing but its errors. Throws when there is no payload. */
export async function mutate(client: TestClient, field: string, input: object): Promise<Told> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const answer = await client.send<Record<string, Told>>(
    `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code path } } }`,
    { input },
  );
  const told = answer.data?.[field];
  if (!told) {
    throw new Error(`${field} has no answer: ${JSON.stringify(answer.errors)}`);
  }
  return told;
}

/** Takes a cycle one step, by the version that it has now. */
export async function advanceCycle(client: TestClient, id: string, to: string, reason?: string): Promise<Told> {
  const { data } = await client.send<{ ratingCycle: { version: number } }>(
    'query ($id: ID!) { ratingCycle(id: $id) { version } }',
    { id },
  );
  return mutate(client, 'ratingCycleAdvance', { id, to, version: data?.ratingCycle.version, reason });
}
