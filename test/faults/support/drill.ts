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
export const patience = inForm({ short: 300_000, long: 60 * 60_000 });

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
      await run({ random: new Random(seed), tell, finally: (each) => void undo.unshift(each) });
    } finally {
      for (const each of undo) {
        await each();
      }
    }
    notePassed(name);
    tell(`held, in ${Math.round((performance.now() - started) / 1_000)} s`);
  };
}
