import { HeaderMap } from '@apollo/server';
import { type RateLimiter, rateKey } from '../pipeline/rate-limiter.js';
import { CatalogueError } from '../relay/catalogue-error.js';

/**
 * Bounds how many tokens that are not good one address may try: each costs a look into the database, before anybody's
 * bucket is known. The public and those who are signed in pay elsewhere.
 */
export class TokenGuard {
  constructor(
    private readonly rateLimiter: RateLimiter,
    /** Points of one bad token. */
    private readonly price: number,
  ) {}

  /** Throws RATE_LIMITED when the address has tried too many. */
  async expectPatience(address: string): Promise<void> {
    const left = await this.rateLimiter.take(rateKey(null, address), 0);
    if (!left.allowed || left.remaining < this.price) {
      throw new CatalogueError('RATE_LIMITED', {
        parameters: { seconds: 1 },
        extensions: {
          retryAfter: 1,
          http: { status: 429, headers: new HeaderMap([['retry-after', '1']]) },
        },
      });
    }
  }

  /** Notes that a token of the address was not good. */
  async noteRejected(address: string): Promise<void> {
    await this.rateLimiter.take(rateKey(null, address), this.price);
  }
}
