import { findCanonicalFault } from '../../ledger/canonical-fault.js';
import { parseRational, toExactString } from '../../scoring/index.js';
import { refuse } from '../fault.js';
import { within } from '../place.js';
import { membersOf, object } from './object.js';
import { anyText, misshapen, type Read, text } from './readers.js';

/** 32 bytes as 64 lower-case hexadecimal digits. */
export const hash = text('a hash of 64 lower-case hexadecimal digits', /^[0-9a-f]{64}$/, 64);

/** What names a thing: an id, a code, a pseudonym, an action. */
export const name = text('a name of 1 to 200 characters', /^[^\p{Cc}\p{Surrogate}]+$/u, 200);

/** A day. */
export const day = text('a day as YYYY-MM-DD', /^\d{4}-\d{2}-\d{2}$/, 10);

const longestNumber = 200;

/** A decimal as text. */
export const decimal = text('a decimal number as text', /^-?\d+(\.\d+)?$/, 40);

/** A decimal or a fraction as text. */
export const share: Read<string> = (value, place) =>
  typeof value === 'string' && value.length <= longestNumber && parseRational(value) !== null
    ? value
    : misshapen(place, 'a decimal or a fraction as text', value);

/** An exact number in the one form that is written: a whole number, or a fraction in lowest terms. */
export const exact: Read<string> = (value, place) => {
  const number = typeof value === 'string' && value.length <= longestNumber ? parseRational(value) : null;
  return number !== null && toExactString(number) === value ? value : misshapen(place, 'a whole number or a fraction in lowest terms, as text', value);
};

/** A text in some of the languages. */
export const translated = object({}, { uzLatn: anyText(10_000), uzCyrl: anyText(10_000), kaa: anyText(10_000), ru: anyText(10_000), en: anyText(10_000) });

/** An object of any members that canonical JSON can carry, such as the body of an entry. */
export const record: Read<Readonly<Record<string, unknown>>> = (value, place) => {
  const members = membersOf(value, place);
  const fault = findCanonicalFault(members);
  return fault === null
    ? members
    : refuse('SHAPE', fault.path.reduce<string>(within, place), `This has no canonical JSON: ${fault.reason}.`);
};
