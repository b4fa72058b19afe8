import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { type RateLimiter, rateKey } from '../pipeline/rate-limiter.js';

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
      throw new GraphQLError('Too many tokens from this address were not good. Try again in 1 s.', {
        extensions: {
          code: 'RATE_LIMITED',
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
