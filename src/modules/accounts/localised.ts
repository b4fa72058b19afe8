import type { Fault } from '../../errors.js';
import { inLocale, type Locale, message, type TranslatedText } from '../../language/index.js';
import { type Permission, toPermission } from '../../relay/viewer-permission.js';
import { toUserErrors, type UserError } from '../../relay/user-error.js';
import type { Decision } from '../../decision.js';
import type { Context } from './context.js';

/** A text in the asked language, or in that of the operation. */
export function localised(text: TranslatedText, context: Context, locale?: Locale | null): string {
  return inLocale(text, locale ?? context.locale).text;
}

/** The faults of a command in the viewer's language. */
export function userErrors(faults: readonly Fault[], context: Context): UserError[] {
  return toUserErrors(faults, context.locale, message);
}

/** The decision of a policy in the viewer's language. */
export function permission(decision: Decision, context: Context): Permission {
  return toPermission(decision, context.locale, message);
}
