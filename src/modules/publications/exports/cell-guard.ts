/** What a spreadsheet reads as the beginning of a formula, also in its full-width forms. */
const opensFormula = /^[=+\-@\t\r\n＝＋－＠]/;

const isNumber = /^-?\d+(?:\.\d+)?$/;

/** A fraction such as 31/3, which a spreadsheet takes for a day of a month. */
const dateLike = /^(\d{1,2})\/\d{1,4}$/;
const lastDay = 31;

/**
 * A cell that no spreadsheet runs as a formula or turns into a date: an apostrophe is put before a text that begins with
 * = + - @, a tab or a line break, and before a fraction that could be a date. A plain number stays a number, also a
 * negative one.
 */
export function guardCell(text: string): string {
  const isFormula = opensFormula.test(text) && !isNumber.test(text);
  const day = dateLike.exec(text)?.[1];
  return isFormula || (day !== undefined && Number(day) <= lastDay) ? `'${text}` : text;
}
