import { registerEnumType } from 'type-graphql';
import type { Fault } from '../../errors.js';
import { inLocale, type Locale, message, type TranslatedText } from '../../language/index.js';
import { type Permission, toPermission } from '../../relay/viewer-permission.js';
import { toUserErrors, type UserError } from '../../relay/user-error.js';
import type { Decision } from '../../decision.js';
import type { Context } from './context.js';

/** The languages as the schema names them: enum values cannot hold hyphens. */
export const localeEnum = { UZ_LATN: 'uz-Latn', UZ_CYRL: 'uz-Cyrl', KAA: 'kaa', RU: 'ru', EN: 'en' } as const;

registerEnumType(localeEnum, {
  name: 'Locale',
  description: 'A language and script of texts. A text that is missing in it falls back to another one, and is never empty.',
  valuesConfig: {
    UZ_LATN: { description: 'Uzbek in Latin script.' },
    UZ_CYRL: { description: 'Uzbek in Cyrillic script.' },
    KAA: { description: 'Karakalpak.' },
    RU: { description: 'Russian.' },
    EN: { description: 'English.' },
  },
});

/** What the description of every `locale` argument says. */
export const localeArgument = {
  nullable: true,
  description: "The language of the text; the operation's language by default.",
} as const;

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
