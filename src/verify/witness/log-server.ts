import { download } from '../download.js';
import { refuse } from '../fault.js';
import { readJson } from '../json-text.js';
import { consistencyProofOf } from '../options.js';
import { membersOf, only, object } from '../shape/object.js';
import { anyText, integer, list, nullable, type Read } from '../shape/readers.js';

const checkpointQuery = '{ checkpoint { size note } }';
const consistencyQuery = 'query ($from: Int!, $to: Int!) { consistencyProof(from: $from, to: $to) { hashes } }';
const cosignMutation = 'mutation ($input: CheckpointCosignInput!) { checkpointCosign(input: $input) { errors { code message } } }';

const checkpoint = object({ size: integer(0, Number.MAX_SAFE_INTEGER), note: anyText(1_000_000) });
const refused: Read<{ readonly code: string; readonly message: string }> = (value, place) =>
  object({ code: anyText(200), message: anyText(10_000) })(only(value, place, ['code', 'message']), place);

const limits = { bytes: 4_000_000, milliseconds: 30_000 } as const;

/** The log as its server shows it, over GraphQL. Everything that it answers is for the caller to verify. */
export class LogServer {
  constructor(
    private readonly url: URL,
    private readonly fetcher: typeof fetch,
  ) {}

  /** The newest checkpoint; null while there is none. */
  async checkpoint(): Promise<{ readonly size: number; readonly note: string } | null> {
    const { checkpoint: found } = await this.#ask(checkpointQuery);
    return nullable<{ readonly size: number; readonly note: string }>((value, place) => checkpoint(only(value, place, ['size', 'note']), place))(found, '$.data.checkpoint');
  }

  /** The hashes of the proof that the log of one size continues that of another. */
  async consistency(from: number, to: number): Promise<readonly string[]> {
    const { consistencyProof } = await this.#ask(consistencyQuery, { from, to });
    return consistencyProof === null
      ? refuse('NO_ANSWER', this.url.href, `The server gives no proof that the log of ${to} entries continues the one of ${from}.`)
      : consistencyProofOf(consistencyProof, '$.data.consistencyProof');
  }

  /** Brings a cosignature. Refuses with what the server has against it. */
  async cosign(size: number, line: string): Promise<void> {
    const { checkpointCosign } = await this.#ask(cosignMutation, { input: { size, line } });
    const errors = list(refused, 100)(membersOf(checkpointCosign, '$.data.checkpointCosign').errors, '$.data.checkpointCosign.errors');
    const [first] = errors;
    if (first) {
      refuse('COSIGNATURE_REFUSED', this.url.href, `The server does not take the cosignature: ${first.message} (${first.code}).`);
    }
  }

  async #ask(query: string, variables: object = {}): Promise<Readonly<Record<string, unknown>>> {
    const body = JSON.stringify({ query, variables });
    const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' };
    const answer = await download(this.fetcher, this.url, { method: 'POST', headers, body, redirect: 'error' }, limits);
    const { data, errors } = membersOf(readJson(answer, this.url.href), '$');
    if (Array.isArray(errors) && errors.length > 0) {
      const { message } = membersOf(errors[0], '$.errors[0]');
      refuse('NO_ANSWER', this.url.href, `The server has answered with an error: ${String(message).slice(0, 300)}`);
    }
    return membersOf(data, '$.data');
  }
}
