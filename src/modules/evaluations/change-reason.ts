import { type Fault, faults, ok, type Result } from '../../errors.js';
import { cleanText } from '../../language/index.js';

/** Why a rater says something else than in the round before. */
export const changeReasonKinds = ['NEW_EVIDENCE', 'MISREAD', 'ARGUMENT', 'SLIP', 'OTHER'] as const;

/** A kind of the list. */
export type ChangeReasonKind = (typeof changeReasonKinds)[number];

/** The reason of a changed mind. */
export interface ChangeReason {
  readonly kind: ChangeReasonKind;
  readonly text: string;
}

/** The longest text of a reason, in characters. */
const longest = 2_000;

/** Cleans a reason that a client sent; null where it sent none. Of OTHER a text has to say more. */
export function readChangeReason(
  given: { readonly kind: ChangeReasonKind; readonly text?: string | null | undefined } | null | undefined,
): Result<ChangeReason | null> {
  if (!given) {
    return ok(null);
  }
  const minimum = given.kind === 'OTHER' ? 1 : 0;
  const text = cleanText(given.text ?? '', { min: minimum, max: longest, multiline: true });
  const found: readonly Fault[] = text.ok
    ? []
    : [{ code: text.code, path: ['changeReason', 'text'], parameters: { minimum, maximum: longest } }];
  return text.ok ? ok({ kind: given.kind, text: text.text }) : faults(found);
}
