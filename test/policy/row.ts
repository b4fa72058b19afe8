import type { PreparedState } from './prepared-state.js';
import type { Cells, ViewerName } from './viewers.js';

/** A row of the matrix: a root field asked for one thing, and what each viewer gets. */
export interface Row {
  readonly field: string;
  /** Of what it is asked, where that matters; a field may have several rows. */
  readonly about: string;
  /** What each viewer is to get by the policies and by what the schema says of the field and of the codes. */
  readonly cells: Cells;
  /** For a mutation with a `viewerCan...` field: what that field tells; null where the object is hidden. */
  readonly permission?: (state: PreparedState, viewer: ViewerName) => Promise<string | null>;
  /** Asks as a viewer, and gives the answer as a word of the table. */
  ask(state: PreparedState, viewer: ViewerName): Promise<string>;
}
