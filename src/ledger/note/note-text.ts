// Of the characters below U+0020 only the line end may stand in a note; half a surrogate pair has no UTF-8 form.
const forbidden = /[[\p{Cc}\p{Surrogate}]--[\n\u{7f}-\u{9f}]]/v;

/** Whether all characters of a text may stand in a note (C2SP signed-note, "Format"). */
export function hasNoteCharacters(text: string): boolean {
  return !forbidden.test(text);
}

/** Whether a text can be signed as a note: lines of allowed characters, the last one ended as well. */
export function isNoteText(text: string): boolean {
  return text.endsWith('\n') && hasNoteCharacters(text);
}
