import { rateKey } from '../pipeline/rate-limiter.js';

/** Counts what is open by network, as the rate limits count: one client has a whole /64 of IPv6. */
export class NetworkCount {
  readonly #counts = new Map<string, number>();

  /** How many an address has open. */
  of(address: string): number {
    return this.#counts.get(rateKey(null, address)) ?? 0;
  }

  /** Counts one more until the function that is given back is called; any number of calls is one. */
  add(address: string): () => void {
    const network = rateKey(null, address);
    this.#counts.set(network, (this.#counts.get(network) ?? 0) + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) {
        return;
      }
      isOpen = false;
      const left = (this.#counts.get(network) ?? 1) - 1;
      if (left > 0) {
        this.#counts.set(network, left);
      } else {
        this.#counts.delete(network);
      }
    };
  }
}
