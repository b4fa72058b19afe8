/** The snapshot as it was hashed, byte for byte: its canonical text in UTF-8, not encoded anew. */
export function jsonOf(text: string): Buffer {
  return Buffer.from(text, 'utf8');
}
