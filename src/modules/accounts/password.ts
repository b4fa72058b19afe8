import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import pLimit from 'p-limit';
import type { ErrorCode } from '../../errors.js';

const argon2Async = promisify(argon2);

/** One core is left to everybody else, however many sign in at once. */
const turn = pLimit(Math.max(1, availableParallelism() - 1));

const derive = (...parameters: Parameters<typeof argon2Async>): Promise<Buffer> => turn(() => argon2Async(...parameters));

/** OWASP Password Storage Cheat Sheet: argon2id with at least 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** The argon2id hash of a password, as a PHC string that carries its own parameters. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { message: password.normalize('NFC'), nonce, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(nonce)}$${base64(tag)}`;
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Whether the password is the one that was hashed. A string that is no hash is never matched. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const parts = phc.exec(hash);
  if (!parts) {
    return false;
  }
  const [, memory, passes, parallelism, nonce, tag] = parts;
  const expected = Buffer.from(tag ?? '', 'base64');
  const actual = await derive('argon2id', {
    message: password.normalize('NFC'),
    nonce: Buffer.from(nonce ?? '', 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected);
}

let decoy: Promise<string> | undefined;

/** Takes as long as a real check, so that the time of a refusal does not tell whether an address is known. */
export async function verifyNothing(password: string): Promise<false> {
  decoy ??= hashPassword(randomBytes(16).toString('base64'));
  await verifyPassword(password, await decoy);
  return false;
}

/** The least and greatest length of a password, in characters. */
export const passwordLength = { minimum: 12, maximum: 200 } as const;

/** Why a new password cannot be taken; null when it can. Length counts, composition rules do not (NIST SP 800-63B). */
export function passwordWeakness(password: string, email: string): ErrorCode | null {
  const characters = [...password].length;
  if (characters < passwordLength.minimum || characters > passwordLength.maximum) {
    return 'PASSWORD_TOO_WEAK';
  }
  const plain = password.toLowerCase();
  const name = email.split('@')[0] ?? '';
  const repeats = new Set(plain).size < 5;
  return repeats || (name.length >= 4 && plain.includes(name.toLowerCase())) ? 'PASSWORD_TOO_WEAK' : null;
}
