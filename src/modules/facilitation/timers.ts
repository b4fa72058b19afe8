import { LockMode } from '@mikro-orm/core';
import type { Transaction } from '../../database/unit-of-work.js';
import { type Timer, TimerEntity } from './timer.entity.js';

/** Milliseconds of the shortest and the longest timer. */
export const timerBounds = { least: 10_000, greatest: 4 * 3_600_000 } as const;

/** Starts a timer from the database's clock. Answers when it ends. */
export function startTimer(
  { em, now }: Transaction,
  timer: { readonly subjectId: string; readonly purpose: string; readonly objectId: string; readonly durationMs: number },
): Date {
  const endsAt = new Date(now.getTime() + timer.durationMs);
  em.create(TimerEntity, { ...timer, endsAt });
  return endsAt;
}

/** Ends the timer of an object before its time, if it runs or is paused. */
export async function endTimer({ em }: Transaction, objectId: string): Promise<void> {
  for (const timer of await em.find(TimerEntity, { objectId })) {
    stop(timer);
  }
}

/** Pauses the timers of a subject. Answers the objects whose timers stand still now. */
export async function pauseTimers({ em, now }: Transaction, subjectId: string): Promise<readonly string[]> {
  const running = await em.find(TimerEntity, { subjectId, endsAt: { $ne: null } });
  for (const timer of running) {
    timer.remainingMs = Math.max(0, (timer.endsAt?.getTime() ?? 0) - now.getTime());
    timer.endsAt = null;
  }
  return running.map(({ objectId }) => objectId);
}

/** Lets the paused timers of a subject run on with what was left. Answers the objects with the new ends. */
export async function resumeTimers({ em, now }: Transaction, subjectId: string): Promise<ReadonlyMap<string, Date>> {
  const paused = await em.find(TimerEntity, { subjectId, remainingMs: { $ne: null } });
  const ends = new Map<string, Date>();
  for (const timer of paused) {
    const endsAt = new Date(now.getTime() + (timer.remainingMs ?? 0));
    timer.endsAt = endsAt;
    timer.remainingMs = null;
    ends.set(timer.objectId, endsAt);
  }
  return ends;
}

function stop(timer: Timer): void {
  timer.endsAt = null;
  timer.remainingMs = null;
}

/** Takes a timer that has run out, so that nobody else carries out its end. False where it has not, or somebody was first. */
export async function claimTimer({ em, now }: Transaction, id: string): Promise<boolean> {
  const timer = await em.findOne(TimerEntity, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!timer?.endsAt || timer.endsAt.getTime() > now.getTime()) {
    return false;
  }
  stop(timer);
  return true;
}
