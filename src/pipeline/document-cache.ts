import { hash } from 'node:crypto';
import type { DocumentNode } from 'graphql';

/**
 * Documents that were parsed, measured and found valid, by the SHA-256 of their text; the least recently used leave
 * first. Refused documents are not kept, so nobody can push out good ones by sending bad ones.
 */
export class DocumentCache {
  readonly #documents = new Map<string, { readonly document: DocumentNode; readonly characters: number }>();
  #characters = 0;

  constructor(private readonly bounds: { readonly entries: number; readonly characters: number }) {}

  /** How many documents are kept. */
  get size(): number {
    return this.#documents.size;
  }

  /** The document of a text. */
  get(source: string): DocumentNode | undefined {
    const key = hash('sha256', source);
    const entry = this.#documents.get(key);
    if (entry) {
      this.#documents.delete(key);
      this.#documents.set(key, entry);
    }
    return entry?.document;
  }

  /** Keeps the document of a text. Gives the one that is kept: of several that were read at the same time, the first. */
  set(source: string, document: DocumentNode): DocumentNode {
    const key = hash('sha256', source);
    const known = this.#documents.get(key);
    if (known) {
      return known.document;
    }
    this.#documents.set(key, { document, characters: source.length });
    this.#characters += source.length;
    for (const [oldest, { characters }] of this.#documents) {
      if (this.#documents.size <= this.bounds.entries && this.#characters <= this.bounds.characters) {
        break;
      }
      this.#documents.delete(oldest);
      this.#characters -= characters;
    }
    return document;
  }
}
