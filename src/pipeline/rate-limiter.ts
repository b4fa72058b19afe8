/** What a bucket says: go on, or come back later. */
export type RateDecision =
  | { readonly allowed: true; readonly remaining: number }
  | { readonly allowed: false; readonly retryAfterSeconds: number };

/** Port: spends points of a principal. One process holds the buckets now; a shared store may later. */
export interface RateLimiter {
  take(key: string, points: number): RateDecision | Promise<RateDecision>;
}

/** How fast a bucket fills, and how much it holds. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** One bucket: it fills by `perSecond` up to `burst`. What costs more than a whole bucket takes a full one. */
export class TokenBucket {
  #points: number;
  #at: number;

  constructor(
    private readonly rate: Rate,
    now: number,
  ) {
    this.#points = rate.burst;
    this.#at = now;
  }

  /** Spends points, or says in how many seconds they are there. */
  take(points: number, now: number): RateDecision {
    const { perSecond, burst } = this.rate;
    this.#points = Math.min(burst, this.#points + ((now - this.#at) / 1000) * perSecond);
    this.#at = now;
    const wanted = Math.min(points, burst);
    if (this.#points < wanted) {
      return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil((wanted - this.#points) / perSecond)) };
    }
    this.#points -= wanted;
    return { allowed: true, remaining: Math.floor(this.#points) };
  }
}

/** Token buckets in memory, by key. At most `capacity` are kept; the least recently used leaves first. */
export class TokenBuckets implements RateLimiter {
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(
    private readonly rate: Rate,
    private readonly now: () => number = () => performance.now(),
    private readonly capacity = 50_000,
  ) {}

  /** Spends points of a key, or says in how many seconds they are there. */
  take(key: string, points: number): RateDecision {
    const time = this.now();
    const bucket = this.#buckets.get(key) ?? new TokenBucket(this.rate, time);
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    this.#evict();
    return bucket.take(points, time);
  }

  #evict(): void {
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined && this.#buckets.size > this.capacity) {
      this.#buckets.delete(oldest);
    }
  }
}

/** The key of a principal at an address; of IPv6 the /64, which one client has whole. */
export function rateKey(principal: string | null, address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  const network = plain.includes(':') ? expanded(plain).slice(0, 4).join(':') : plain;
  return `${principal ?? ''}@${network}`;
}

function expanded(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  return [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right];
}
