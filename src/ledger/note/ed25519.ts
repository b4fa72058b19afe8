import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

// The bytes of a PKCS#8 private key and of an SPKI public key before the 32 bytes of the key itself (RFC 8410).
const privatePrefix = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20);
const publicPrefix = Uint8Array.of(0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0);

const keyBytes = 32;

/** The number of bytes of every Ed25519 signature. */
export const ED25519_SIGNATURE_BYTES = 64;

/** Whether a number of bytes is that of an Ed25519 seed or public key, 32. */
export function hasKeyLength(bytes: Uint8Array): boolean {
  return bytes.length === keyBytes;
}

/** The 32-byte public key of a 32-byte seed (RFC 8032, section 5.1.5). Throws a RangeError for another length. */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  const encoded = createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' });
  return Uint8Array.from(encoded.subarray(publicPrefix.length));
}

/**
 * The 64-byte signature of a message by a 32-byte seed (RFC 8032, section 5.1.6); the same for the same message. Throws
 * a RangeError for a seed of another length.
 */
export function ed25519Sign(seed: Uint8Array, message: Uint8Array): Uint8Array {
  // Copied, because a Buffer compares unlike an array of the same bytes.
  return Uint8Array.from(sign(null, message, privateKeyOf(seed)));
}

/**
 * Whether a signature is that of the message by the key (RFC 8032, section 5.1.7). False for a key or a signature of
 * other length; never throws.
 */
export function ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (!hasKeyLength(publicKey) || signature.length !== ED25519_SIGNATURE_BYTES) {
    return false;
  }
  try {
    const key = createPublicKey({ key: Buffer.concat([publicPrefix, publicKey]), format: 'der', type: 'spki' });
    return verify(null, message, key, signature);
  } catch {
    // 32 bytes that are no point of the curve.
    return false;
  }
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  if (!hasKeyLength(seed)) {
    throw new RangeError('An Ed25519 seed has 32 bytes');
  }
  return createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: 'der', type: 'pkcs8' });
}
