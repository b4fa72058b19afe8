/** How much a drill does: the figures of the table, or some seconds for every push. */
export type Form = 'short' | 'long';

/** The form of this run; the long one unless FAULTS_FORM says `short`. */
export const form: Form = process.env.FAULTS_FORM === 'short' ? 'short' : 'long';

/** The seed of every drill; another one by FAULTS_SEED. */
export const seed = Number(process.env.FAULTS_SEED ?? 20_261_123);

/** Takes the figures of the form of this run. */
export function inForm<T>(figures: Readonly<Record<Form, T>>): T {
  return figures[form];
}
