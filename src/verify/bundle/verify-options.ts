/** A part of the verification, in the order in which they are done. */
export const steps = ['shape', 'snapshot', 'checkpoint', 'entries', 'marks', 'points', 'table', 'publication'] as const;

/** One of the list. */
export type Step = (typeof steps)[number];

/** How far a step has come. */
export interface Progress {
  readonly step: Step;
  readonly done: number;
  readonly total: number;
}

/** What a bundle is verified with; all of it comes from elsewhere than the bundle. */
export interface VerifyOptions {
  /** The key of the log, as it is known from elsewhere. Without it, that of the bundle is believed, and the report says so. */
  readonly key?: string;
  /** A checkpoint that somebody has kept: a signed note. */
  readonly checkpoint?: string;
  /** The hashes of the proof between that checkpoint and the one of the bundle, where their sizes differ. */
  readonly consistency?: readonly string[];
  /** Keys of witnesses; at least one of them has to have signed the checkpoint of the bundle, or the kept one if that is no shorter. */
  readonly witnessKeys?: readonly string[];
  readonly onProgress?: (progress: Progress) => void;
}

/** Tells of the progress of a step at most about a hundred times, and of each state once. */
export function progressOf(step: Step, total: number, onProgress: VerifyOptions['onProgress']): (done: number) => void {
  const every = Math.max(1, Math.floor(total / 100));
  let told = -1;
  const tell = (done: number): void => {
    if (done !== told && (done === total || done % every === 0)) {
      told = done;
      onProgress?.({ step, done, total });
    }
  };
  tell(0);
  return tell;
}
