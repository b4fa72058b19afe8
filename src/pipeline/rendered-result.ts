import type { FormattedExecutionResult } from 'graphql';

/** A result that goes to many subscribers: serialised once, however many there are. */
export class RenderedResult {
  #bytes: Buffer | null = null;

  constructor(readonly body: FormattedExecutionResult) {}

  /** Whether all of it could be executed. */
  get isWhole(): boolean {
    return this.body.errors === undefined;
  }

  /** The JSON of the body as UTF-8. */
  get bytes(): Buffer {
    this.#bytes ??= Buffer.from(JSON.stringify(this.body));
    return this.#bytes;
  }
}
