import { createHash, randomBytes } from 'node:crypto';

/** Hours after which a session ends, however much it is used, unless its owner extends it. */
export const sessionHours = 12;

/** Days after its beginning at which a session ends, however often it is extended. */
export const sessionDays = 30;

/** When a session ends that is extended at an instant; its greatest age allowing. */
export function extendedEnd(session: { readonly createdAt: Date }, now: Date): Date {
  const oldest = session.createdAt.getTime() + sessionDays * 86_400_000;
  return new Date(Math.min(now.getTime() + sessionHours * 3_600_000, oldest));
}

/** A new opaque token of 256 random bits. It is told once and never stored. */
export function newSessionToken(): string {
  return `kgs_${randomBytes(32).toString('base64url')}`;
}

/** What is stored of a token. It has 256 bits of its own, so a plain SHA-256 cannot be searched. */
export function sessionTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Whether a text has the form of a token at all; saves the database from noise. */
export function looksLikeSessionToken(token: string): boolean {
  return /^kgs_[A-Za-z0-9_-]{43}$/.test(token);
}
