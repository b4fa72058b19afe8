import { refuse } from '../fault.js';
import { within } from '../place.js';
import { hash, name } from '../shape/forms.js';
import { membersOf, object, only } from '../shape/object.js';
import { anyText, integer, list, type Read } from '../shape/readers.js';

/** The proof of an entry, as the API answers it. */
export interface InclusionProof {
  readonly index: number;
  readonly action: string;
  /** The hash of the body of the entry. */
  readonly body: string;
  readonly head: string;
  readonly hashes: readonly string[];
  readonly checkpoint: { readonly note: string };
}

const checkpoint = object({ note: anyText(1_000_000) });

const members = {
  index: integer(0, Number.MAX_SAFE_INTEGER),
  action: name,
  body: hash,
  head: hash,
  hashes: list(hash, 54),
  checkpoint: ((value, place) => checkpoint(only(value, place, ['note']), place)) satisfies Read<{ readonly note: string }>,
} as const;

const proof: Read<InclusionProof> = object(members);

/** Reads a proof: alone, or as the whole answer of the API to `inclusionProof`. Members that were asked for besides are passed over. */
export function readInclusionProof(value: unknown, place: string): InclusionProof {
  const given = membersOf(value, place);
  for (const holder of ['data', 'inclusionProof'] as const) {
    if (Object.hasOwn(given, holder)) {
      return given[holder] === null
        ? refuse('SHAPE', within(place, holder), 'The server has answered that it has no proof.')
        : readInclusionProof(given[holder], within(place, holder));
    }
  }
  return proof(only(value, place, Object.keys(members)), place);
}
