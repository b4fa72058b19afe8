// 32 bytes are 43 characters; the last one carries 4 bits, so its two low bits are zero.
const saltForm = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/** Whether a text is a salt: 32 bytes in base64url without padding, in the one form that these bytes have. */
export function isSalt(text: string): boolean {
  return saltForm.test(text);
}

/** The text of a salt of 32 random bytes, which the caller brings. Throws a RangeError for another number of bytes. */
export function saltOf(bytes: Uint8Array): string {
  if (bytes.length !== 32) {
    throw new RangeError('A salt has 32 bytes');
  }
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** A new salt, from the random source that browsers and Node share. */
export function newSalt(): string {
  return saltOf(crypto.getRandomValues(new Uint8Array(32)));
}
