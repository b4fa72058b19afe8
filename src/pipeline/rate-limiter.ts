/** What a bucket says: go on, or come back later. */
export type RateDecision =
  | { readonly allowed: true; readonly remaining: number }
  | { readonly allowed: false; readonly retryAfterSeconds: number };

/** Port: spends points of a principal. One process holds the buckets now; a shared store may later. */
export interface RateLimiter {
  take(key: string, points: number): RateDecision | Promise<RateDecision>;
}

interface Bucket {
  points: number;
  at: number;
}

/**
 * Token buckets in memory: each fills by `perSecond` up to `burst`. An operation that costs more than a whole bucket
 * takes a full one. At most `capacity` buckets are kept; the least recently used leaves first.
 */
export class TokenBuckets implements RateLimiter {
  readonly #buckets = new Map<string, Bucket>();

  constructor(
    private readonly rate: { readonly perSecond: number; readonly burst: number },
    private readonly now: () => number = () => performance.now(),
    private readonly capacity = 50_000,
  ) {}

  /** Spends points of a key, or says in how many seconds they are there. */
  take(key: string, points: number): RateDecision {
    const { perSecond, burst } = this.rate;
    const time = this.now();
    const bucket = this.#buckets.get(key) ?? { points: burst, at: time };
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    bucket.points = Math.min(burst, bucket.points + ((time - bucket.at) / 1000) * perSecond);
    bucket.at = time;
    this.#evict();
    const wanted = Math.min(points, burst);
    if (bucket.points < wanted) {
      return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil((wanted - bucket.points) / perSecond)) };
    }
    bucket.points -= wanted;
    return { allowed: true, remaining: Math.floor(bucket.points) };
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
