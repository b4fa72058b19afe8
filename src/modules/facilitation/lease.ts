/** Milliseconds: how long a lease lasts, how long nothing happens after it, and for how long each deputy is asked alone. */
export interface LeaseTimes {
  readonly lease: number;
  readonly grace: number;
  readonly offer: number;
}

/** The usual times. */
export const leaseTimes: LeaseTimes = { lease: 60_000, grace: 120_000, offer: 60_000 };

/** Who leads, as far as a lease tells. */
export interface Lease {
  readonly holderId: string;
  readonly primaryId: string;
  readonly leaseUntil: Date;
  /** In the order in which they are asked; whoever was appointed first comes before them. */
  readonly deputyIds: readonly string[];
  /** Whether nobody else may take over, however long the lead is vacant. */
  readonly locked: boolean;
}

/**
 * Where the lead stands at an instant:
 * - HELD: the holder has been heard of;
 * - GRACE: not for a while; nothing changes yet, and the holder goes on by being heard of again;
 * - OFFERED: the deputies are asked, one more each minute;
 * - VACANT: all have been asked, and any facilitator may take over, unless the lead is locked to the deputies.
 */
export interface LeaseStanding {
  readonly state: 'HELD' | 'GRACE' | 'OFFERED' | 'VACANT';
  /** Accounts that are asked by now; they stay so until somebody has taken over. */
  readonly offeredTo: readonly string[];
  /** When the standing changes next, if nobody is heard of; null where it does not. */
  readonly until: Date | null;
}

/** The standing of a lease at an instant: it follows from the clock, so no job has to change anything. */
export function standingOf(lease: Lease, now: Date, times: LeaseTimes = leaseTimes): LeaseStanding {
  const end = lease.leaseUntil.getTime();
  const successors = successorsOf(lease);
  const beyond = now.getTime() - end - times.grace;
  if (now.getTime() < end) {
    return { state: 'HELD', offeredTo: [], until: lease.leaseUntil };
  }
  if (beyond < 0) {
    return { state: 'GRACE', offeredTo: [], until: new Date(end + times.grace) };
  }
  const asked = Math.floor(beyond / times.offer) + 1;
  if (asked <= successors.length) {
    return { state: 'OFFERED', offeredTo: successors.slice(0, asked), until: new Date(end + times.grace + asked * times.offer) };
  }
  return { state: 'VACANT', offeredTo: successors, until: null };
}

/** Those who may follow, in order: whoever was first appointed, then the deputies; not whoever is lost. */
export function successorsOf({ holderId, primaryId, deputyIds }: Pick<Lease, 'holderId' | 'primaryId' | 'deputyIds'>): readonly string[] {
  return [...new Set([primaryId, ...deputyIds])].filter((accountId) => accountId !== holderId);
}

/** Whether an account may take over now; `isFacilitator` is whether it holds the office. */
export function mayFollow(lease: Lease, accountId: string, isFacilitator: boolean, now: Date, times: LeaseTimes = leaseTimes): boolean {
  const { state, offeredTo } = standingOf(lease, now, times);
  if (accountId === lease.holderId || !isFacilitator) {
    return false;
  }
  return offeredTo.includes(accountId) || (state === 'VACANT' && !lease.locked);
}
