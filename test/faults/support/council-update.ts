/** What a node answered to a mutation. */
export interface UpdateAnswer {
  readonly data?: {
    readonly councilUpdate: {
      readonly council: { readonly version: number; readonly phone: string } | null;
      readonly positions: readonly string[];
      readonly errors: readonly { readonly code: string }[];
    };
  } | null;
  readonly errors?: readonly object[];
}

/** There was no answer, or not all of it: the write may have happened. */
export interface Lost {
  readonly lost: string;
}

/** After so many milliseconds without an answer nobody waits for it any more. */
const answerTime = 25_000;

const update = `mutation ($input: CouncilUpdateInput!) {
  councilUpdate(input: $input) { council { version phone } positions errors { code message path } }
}`;

/** Sends `councilUpdate` to one node, once. */
export async function sendUpdate(url: string, token: string, input: object): Promise<UpdateAnswer | Lost> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: update, variables: { input } }),
      signal: AbortSignal.timeout(answerTime),
    });
    return (await response.json()) as UpdateAnswer;
  } catch (error) {
    return { lost: String(error) };
  }
}

/** Why an answer is none that acknowledges the write; null when it does. */
export function refusalIn(answer: UpdateAnswer): string | null {
  const told = answer.data?.councilUpdate;
  return told?.council && told.errors.length === 0 ? null : JSON.stringify(answer);
}
