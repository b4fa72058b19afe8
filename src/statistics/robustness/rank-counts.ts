/** A rank, and in which share of the draws a council had it. */
export interface RankShare {
  readonly rank: number;
  readonly probability: number;
}

/** How often each of n councils had each rank. */
export class RankCounts {
  private readonly counts: Uint32Array;

  constructor(
    private readonly size: number,
    private readonly draws: number,
  ) {
    this.counts = new Uint32Array(size * size);
  }

  /** Counts the ranks of one draw, 1 to n. */
  add(ranks: Int32Array): void {
    for (let council = 0; council < this.size; council += 1) {
      const place = council * this.size + (ranks[council] ?? 1) - 1;
      this.counts[place] = (this.counts[place] ?? 0) + 1;
    }
  }

  /** The percentile of the ranks by nearest rank: the least one that so many of a hundred draws do not exceed. */
  percentile(council: number, percent: number): number {
    // In whole numbers, because 0.05 has no exact binary form.
    const needed = Math.ceil((percent * this.draws) / 100);
    let sum = 0;
    for (let rank = 1; rank <= this.size; rank += 1) {
      sum += this.count(council, rank);
      if (sum >= needed) {
        return rank;
      }
    }
    return this.size;
  }

  /** The ranks that occurred, the best first. */
  acceptability(council: number): RankShare[] {
    const shares: RankShare[] = [];
    for (let rank = 1; rank <= this.size; rank += 1) {
      if (this.count(council, rank) > 0) {
        shares.push({ rank, probability: this.count(council, rank) / this.draws });
      }
    }
    return shares;
  }

  private count(council: number, rank: number): number {
    return this.counts[council * this.size + rank - 1] ?? 0;
  }
}
