/** What one operation, one principal and the caches may use. Configuration overrides the defaults. */
export interface Limits {
  /** Lexical tokens of a document; the parser stops there. */
  readonly tokens: number;
  /** Fields within fields, fragments counted through. Introspection has a depth rule of its own. */
  readonly depth: number;
  /** Aliases of a document, fragments counted as often as they are spread. */
  readonly aliases: number;
  /** Mutations in one operation. */
  readonly rootMutations: number;
  /** Directives of a document, fragments counted as often as they are spread. */
  readonly directives: number;
  /** Fields under one name at one place, fragments counted through. */
  readonly repeats: number;
  /** Faults that one answer names: of validation, and of variables. */
  readonly faults: number;
  /** The greatest cost of one operation, in points, by kind of viewer. */
  readonly cost: { readonly anonymous: number; readonly signedIn: number };
  /** Items that are assumed of a list without a page size. */
  readonly listFactor: number;
  /** Cost points that a principal gets back each second, and may spend at once. */
  readonly rate: { readonly perSecond: number; readonly burst: number };
  /** Cost points that every operation costs at the least, refused ones too: the price of reading it. */
  readonly refusalCost: number;
  /** After which an operation is stopped, in milliseconds. Subscriptions: until they are set up. */
  readonly timeout: number;
  /** Documents kept parsed and validated: how many, and how many characters of text altogether. */
  readonly documents: { readonly entries: number; readonly characters: number };
}

/** The limits that hold unless configuration says otherwise. */
export const defaultLimits: Limits = {
  tokens: 4_000,
  depth: 12,
  aliases: 30,
  rootMutations: 10,
  directives: 50,
  repeats: 50,
  faults: 10,
  cost: { anonymous: 5_000, signedIn: 10_000 },
  listFactor: 10,
  rate: { perSecond: 5_000, burst: 100_000 },
  refusalCost: 10,
  timeout: 15_000,
  documents: { entries: 1_000, characters: 2_000_000 },
};
