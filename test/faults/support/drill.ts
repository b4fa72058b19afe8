import type { TestContext } from 'vitest';
import { Random } from '../../support/random.js';
import { form, inForm, seed } from './form.js';
import { hasPassed, notePassed } from './passed-drills.js';

/** What a drill is given. */
export interface DrillContext {
  readonly random: Random;
  /** Prints a line of what was measured. */
  tell(line: string): void;
  /** Registers what has to be undone at the end, also of a drill that failed; the last one first. */
  finally(undo: () => Promise<unknown>): void;
}

/** Milliseconds in which a drill has to end, whatever it waits for. */
const limit = inForm({ short: 240_000, long: 59 * 60_000 });

/** Milliseconds for the drill and for what has to be undone after it; beyond, nobody undoes anything. */
export const patience = limit + 60_000;

/** Rejects when the drill takes too long: what it has started can then still be ended. */
async function inTime(run: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The drill was not over after ${limit} ms`)), limit);
  });
  try {
    await Promise.race([run, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Undoes everything, whatever becomes of single parts. Throws what the first of them threw that failed. */
async function undoAll(undo: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const each of undo) {
    await Promise.resolve().then(each).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) {
    throw failures[0];
  }
}

/**
 * A fault drill, to be given to `it` under its number in the table. It prints its seed, and is skipped in a run that goes
 * on after it was passed.
 */
export function drill(run: (context: DrillContext) => Promise<void>) {
  return async ({ task, skip }: TestContext): Promise<void> => {
    const { name } = task;
    skip(hasPassed(name), 'passed before');
    const undo: (() => Promise<unknown>)[] = [];
    const tell = (line: string): void => console.log(`${name.split(' ')[0]}  ${line}`);
    tell(`${form} form, FAULTS_SEED=${seed}`);
    const started = performance.now();
    try {
      await inTime(run({ random: new Random(seed), tell, finally: (each) => void undo.unshift(each) }));
    } finally {
      await undoAll(undo);
    }
    notePassed(name);
    tell(`held, in ${Math.round((performance.now() - started) / 1_000)} s`);
  };
}
