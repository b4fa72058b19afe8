import { signIn, type TestClient } from '../../support/client.js';

/** Gives the client of somebody by account name. Throws for somebody who is not there. */
export type Cast = (name: string) => TestClient;

/** Those who run a cycle beside its raters. */
export const officials = ['facilitator', 'manager', 'approver', 'approver2'] as const;

/** Signs people in, spread over some servers in turn. */
export async function signInCast(urls: readonly string[], names: readonly string[]): Promise<Cast> {
  const clients = new Map<string, TestClient>();
  for (const [at, name] of names.entries()) {
    clients.set(name, await signIn(urls[at % urls.length] ?? '', name));
  }
  return (name) => present(clients.get(name), `nobody is signed in as ${name}`);
}

/** A value that has to be there. Throws with the words otherwise. */
export function present<T>(value: T | null | undefined, otherwise: string): T {
  if (value === null || value === undefined) {
    throw new Error(otherwise);
  }
  return value;
}
