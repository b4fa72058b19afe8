import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/**
 * Signs what nodes tell each other. A NATS server may be shared with others, and what comes over it is told to
 * clients: only who knows the secret of the installation can say it.
 */
export class Signature {
  readonly #key: Buffer;

  /** @param secret the installation's own, the same on every node */
  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, 'kengash', 'bus', 32));
  }

  /** The signature of a text. */
  of(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url');
  }

  /** Whether a text was signed with this secret. */
  fits(text: string, signature: string): boolean {
    const expected = Buffer.from(this.of(text));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given);
  }
}
