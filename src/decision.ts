import type { ErrorCode, Fault } from './errors.js';

/** A policy's answer: yes, or no with the code of the reason. The same answer backs a refusal and `viewerCan...`. */
export type Decision =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly code: ErrorCode;
      readonly parameters?: Readonly<Record<string, string | number>>;
    };

/** A yes. */
export const allowed: Decision = Object.freeze({ allowed: true });

/** A no with its reason. */
export function refused(code: ErrorCode, parameters?: Readonly<Record<string, string | number>>): Decision {
  return parameters ? { allowed: false, code, parameters } : { allowed: false, code };
}

/**
 * The faults of a decision on an object: for whoever may not even see it they are those of an object that is not there,
 * so that nothing is learned from a refusal. Whether it is seen is only asked of a refusal.
 */
export async function objectFaults(
  decision: Decision,
  isSeen: () => boolean | Promise<boolean>,
  path: readonly string[],
): Promise<Fault[]> {
  return decision.allowed || (await isSeen()) ? decisionFaults(decision, path) : [{ code: 'NOT_FOUND', path }];
}

/** The faults of a decision: none for a yes. */
export function decisionFaults(decision: Decision, path: readonly string[] = []): Fault[] {
  return decision.allowed
    ? []
    : [{ code: decision.code, path, ...(decision.parameters ? { parameters: decision.parameters } : {}) }];
}
