import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';

/** Thrown for a sealed text that was not sealed with this key for this place, or was changed since. */
export class SealBrokenError extends Error {
  readonly code = 'SEAL_BROKEN';

  constructor(place: string) {
    super(`What is sealed for ${place} cannot be opened with this key`);
  }
}

const plainForm = 'v0:';
const sealedForm = 'v1:';
const nonceBytes = 12;
const tagBytes = 16;

/** The size to which contents are filled up, in bytes: how long a text is tells something of it. */
const padding = 1_024;

/**
 * Keeps contents unreadable at rest: AES-256-GCM (NIST SP 800-38D) with a random nonce, bound to the place where the
 * text stands, so that one cannot be put where another was. Contents are plain JSON.
 */
export class Seal {
  /** @param key 32 bytes, of `derivedKey` */
  constructor(private readonly key: Uint8Array) {}

  /** Seals a content for a place, such as the ids of the row that it is kept in. */
  seal(place: string, content: unknown): string {
    const text = Buffer.from(canonicalJson(content));
    const filled = Buffer.alloc(Math.ceil((text.length + 1) / padding) * padding, ' ');
    text.copy(filled);
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(filled), cipher.final()]);
    return sealedForm + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /**
   * Opens what was sealed for a place. What was kept before anything was sealed is read as it is. Throws a
   * SealBrokenError.
   */
  open(place: string, text: string): unknown {
    if (text.startsWith(plainForm)) {
      return JSON.parse(text.slice(plainForm.length)) as unknown;
    }
    try {
      const bytes = Buffer.from(text.slice(sealedForm.length), 'base64');
      const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      const filled = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
      return JSON.parse(filled.toString()) as unknown;
    } catch {
      throw new SealBrokenError(place);
    }
  }

  /**
   * What stands for a content where it is only to be recognised again: nobody without the key finds the content by
   * trying the few values that it may have.
   */
  fingerprint(content: unknown): string {
    return createHmac('sha256', this.key).update(canonicalJson(content)).digest('hex');
  }
}
