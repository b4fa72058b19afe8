/** Whether a text has capital letters and no small ones. */
function isUpper(text: string): boolean {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}

/**
 * Gives `spelling`, in small letters, the case of what it stands for: `length` letters of `word` from `at` on. One
 * capital that becomes several letters is written whole in capitals only among capitals: Шаҳар is Shahar,
 * ЧИҚИШ is CHIQISH, ННТлар is NNTlar.
 */
export function withCaseOf(word: string, at: number, length: number, spelling: string): string {
  const original = word.slice(at, at + length);
  const [first = ''] = original;
  if (!isUpper(first)) {
    return spelling;
  }
  const next = word[at + length] ?? '';
  const letters = length > 1 ? original : `${original}${next === '' ? (word[at - 1] ?? first.toLowerCase()) : next}`;
  return isUpper(letters)
    ? spelling.toUpperCase()
    : `${spelling.slice(0, 1).toUpperCase()}${spelling.slice(1)}`;
}
