import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { form, seed } from './form.js';

const root = resolve(import.meta.dirname, '../../..');
const file = join(root, 'node_modules', '.cache', 'kengash-faults.json');

/** What a run has passed so far, and of what. */
interface Passed {
  readonly commit: string;
  readonly form: string;
  readonly seed: number;
  readonly drills: readonly string[];
}

const git = (...words: string[]): string => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();

/** The commit with whatever is not committed: a drill that was passed by other code was not passed. */
function commitNow(): string {
  try {
    return `${git('rev-parse', 'HEAD')} ${git('diff', 'HEAD', '--shortstat')}`.trim();
  } catch {
    return 'unknown';
  }
}

function read(): Passed {
  const now: Passed = { commit: commitNow(), form, seed, drills: [] };
  try {
    const then = JSON.parse(readFileSync(file, 'utf8')) as Passed;
    return then.commit === now.commit && then.form === form && then.seed === seed ? then : now;
  } catch {
    return now;
  }
}

/** Whether a run that is resumed (FAULTS_RESUME=1) has passed a drill already: same commit, form and seed. */
export function hasPassed(drill: string): boolean {
  return process.env.FAULTS_RESUME === '1' && read().drills.includes(drill);
}

/** Remembers a drill that was passed, for a run that is resumed. */
export function notePassed(drill: string): void {
  const passed = read();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...passed, drills: [...new Set([...passed.drills, drill])] }, null, 2));
}
