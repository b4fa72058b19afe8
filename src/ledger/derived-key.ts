import { hkdfSync } from 'node:crypto';

/** What a derived key is for. A purpose is never given a new meaning. */
export const keyPurposes = {
  /** Ed25519 seed that signs checkpoints and receipts. */
  log: 'kengash/log-key/1',
  /** AES-256 key under which marks are kept until they are revealed. */
  seal: 'kengash/mark-seal/1',
} as const satisfies Readonly<Record<string, string>>;

/** A purpose of the list. */
export type KeyPurpose = (typeof keyPurposes)[keyof typeof keyPurposes];

/**
 * 32 bytes for one purpose out of a secret of at least 32 characters (HKDF with SHA-256, RFC 5869, no salt): who has
 * one derived key knows neither another one nor the secret.
 */
export function derivedKey(secret: string, purpose: KeyPurpose): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', purpose, 32));
}
