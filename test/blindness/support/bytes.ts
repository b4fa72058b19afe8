import type { TestClient } from '../../support/client.js';

/** What may differ between two worlds because it is a clock or a number of the request, each with its reason. */
const masks: readonly (readonly [RegExp, string | ((...found: string[]) => string)])[] = [
  // Made at random for each message of a socket; over HTTP the client gives it itself.
  [/"requestId":"[\w.-]+"/g, '"requestId":"*"'],
  // The database's clock when the frame was made.
  [/"(\w*)serverTime":"[^"]+"/g, '"$1serverTime":"*"'],
  // The database's clock at the event; a test that lets something regular happen does so in each world by itself.
  [/"at":"[^"]+"/g, '"at":"*"'],
  // The same, of who has come to a session.
  [/"since":"[^"]+"/g, '"since":"*"'],
  // A ticket holds the second in which it expires, and a signature over that; the rest of it is compared.
  [/"\/files\/([\w-]+)\.[\w-]+"/g, (_path, payload = '') => JSON.stringify(withoutExpiry(payload))],
];

function withoutExpiry(payload: string): string {
  return Buffer.from(payload, 'base64url').toString().replace(/"expires":\d+/, '"expires":*');
}

/** A text as it came over the wire, without clocks. */
export function masked(text: string): string {
  return masks.reduce((left, [pattern, by]) => left.replaceAll(pattern, by as string), text);
}

/** A text without the lease of whoever leads: each step of theirs renews it, by the clock. */
export function withoutLease(text: string): string {
  return text.replaceAll(/"(\w*)(leaseUntil|stateUntil)":"[^"]+"/g, '"$1$2":"*"');
}

/** The one thing that marks may change for a manager. */
export function withoutProgress(text: string): string {
  return text.replaceAll(/submissionProgress":(?:null|\{[^}]*\})/g, 'submissionProgress":*');
}

/** Asks by POST and gives what came back without clocks: status, headers (the length follows from the body), and body. */
export async function answerBytes(client: TestClient, query: string, variables: object = {}): Promise<string> {
  const response = await fetch(`${client.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-request-id': 'blindness-test',
      ...(client.token ? { authorization: `Bearer ${client.token}` } : {}),
    },
    body: JSON.stringify({ query, variables }),
  });
  const headers = [...response.headers].filter(([name]) => name !== 'date' && name !== 'content-length');
  return masked(JSON.stringify([response.status, headers]) + (await response.text()));
}
