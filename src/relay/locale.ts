import { registerEnumType } from 'type-graphql';

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
