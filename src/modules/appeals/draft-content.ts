import type { Fault } from '../../errors.js';
import { InputTexts } from '../../language/index.js';
import type { AppealGround } from './appeal-item.entity.js';
import { reasonsBounds } from './reasons.js';

/** An item of an appeal as the council writes it. */
export interface DraftItem {
  /** The item of the evaluation. */
  readonly itemId: string | null;
  readonly grounds: readonly AppealGround[];
  readonly requestedPoints: string | null;
  readonly statement: string;
  readonly evidence: readonly { readonly evidenceId: string | null; readonly sha256: string | null }[];
}

/** How much one appeal may hold. */
export const draftBounds = { items: 100, evidence: 50 } as const;

/** The items with their texts cleaned, and what is wrong with them as far as they tell it themselves. */
export function readDraft(items: readonly DraftItem[]): { readonly items: readonly DraftItem[]; readonly faults: readonly Fault[] } {
  const texts = new InputTexts();
  const found: Fault[] = [];
  if (items.length === 0 || items.length > draftBounds.items) {
    found.push({ code: 'OUT_OF_RANGE', path: ['items'], parameters: { minimum: 1, maximum: draftBounds.items } });
  }
  const read = items.map((item, at): DraftItem => {
    const path = ['items', String(at)];
    if (items.findIndex(({ itemId }) => itemId === item.itemId) !== at) {
      found.push({ code: 'ALREADY_EXISTS', path: [...path, 'itemId'] });
    }
    if (item.grounds.length === 0) {
      found.push({ code: 'REQUIRED', path: [...path, 'grounds'] });
    }
    found.push(...evidenceFaults(item, [...path, 'evidence']));
    return {
      ...item,
      grounds: [...new Set(item.grounds)],
      statement: texts.text([...path, 'statement'], item.statement, reasonsBounds),
    };
  });
  return { items: read, faults: [...found, ...texts.faults] };
}

function evidenceFaults({ evidence }: DraftItem, path: readonly string[]): readonly Fault[] {
  const found: Fault[] = [];
  if (evidence.length > draftBounds.evidence) {
    found.push({ code: 'TOO_LONG', path, parameters: { maximum: draftBounds.evidence } });
  }
  for (const [at, { evidenceId, sha256 }] of evidence.entries()) {
    if (!sha256) {
      found.push({ code: 'EVIDENCE_HASH_REQUIRED', path: [...path, String(at), 'sha256'] });
    }
    if (evidence.findIndex((other) => other.evidenceId === evidenceId) !== at) {
      found.push({ code: 'ALREADY_EXISTS', path: [...path, String(at), 'evidenceId'] });
    }
  }
  return found;
}
