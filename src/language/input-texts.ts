import type { Fault } from '../errors.js';
import { cleanName, cleanText, type CleanText, type TextBounds } from './plain-text.js';
import type { TranslatedText } from './translated-text.js';

/** A text in several languages as it came in: languages may be left out, null or empty. */
type GivenTranslations = Readonly<Partial<Record<keyof TranslatedText, string | null | undefined>>>;

/**
 * The texts of one input as they may be kept. Whoever checks a text here gets the clean one in the same breath, so that
 * nobody checks one text and stores another. Where there are faults, what was given back is not to be used.
 */
export class InputTexts {
  readonly #faults: Fault[] = [];

  /** What is wrong with the texts that were read so far, in their order. */
  get faults(): readonly Fault[] {
    return this.#faults;
  }

  /** A text that is needed. */
  text(path: readonly string[], input: string, bounds: TextBounds): string {
    return this.#kept(path, bounds, cleanText(input, bounds));
  }

  /** A text that may be left out: null then. */
  textOrNull(path: readonly string[], input: string | null | undefined, bounds: TextBounds): string | null {
    return input === null || input === undefined ? null : this.text(path, input, bounds);
  }

  /** A name that is needed. */
  name(path: readonly string[], input: string, bounds: TextBounds): string {
    return this.#kept(path, bounds, cleanName(input, bounds));
  }

  /** A name that may be left out: null then. */
  nameOrNull(path: readonly string[], input: string | null | undefined, bounds: TextBounds): string | null {
    return input === null || input === undefined ? null : this.name(path, input, bounds);
  }

  /** A text in several languages, Uzbek in Latin script among them; languages without a text are left out. */
  translated(path: readonly string[], input: GivenTranslations, bounds: TextBounds): TranslatedText {
    if (!input.uzLatn) {
      this.#faults.push({ code: 'REQUIRED', path: [...path, 'uzLatn'] });
    }
    const given = Object.entries(input).filter((entry): entry is [string, string] => Boolean(entry[1]));
    return Object.fromEntries(
      given.map(([language, text]) => [language, this.text([...path, language], text, bounds)]),
    );
  }

  #kept(path: readonly string[], { min, max }: TextBounds, cleaned: CleanText): string {
    if (cleaned.ok) {
      return cleaned.text;
    }
    this.#faults.push({ code: cleaned.code, path, parameters: { minimum: min, maximum: max } });
    return '';
  }
}
