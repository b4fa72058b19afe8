/** The columns of the matrix: who asks, with the demonstration account that stands for it. The public has none. */
export const viewerAccounts = {
  public: null,
  agency: 'agency',
  methodologist: 'methodologist',
  approver: 'approver',
  manager: 'manager',
  facilitator: 'facilitator',
  assignedRater: 'rater1',
  otherRater: 'rater4',
  chair: 'chair-uz-an',
  secretary: 'secretary-uz-an',
  otherSecretary: 'secretary-uz-bu',
  /** The demonstration gives no account to plain members; the prepared state makes this one. */
  member: 'member-uz-an',
  auditor: 'auditor',
} as const;

/** A column of the matrix. */
export type ViewerName = keyof typeof viewerAccounts;

/** All columns, in their order. */
export const viewerNames = Object.keys(viewerAccounts) as readonly ViewerName[];

/** A row's answers: each word with the columns that get it, parted by spaces. */
export type Cells = Readonly<Record<string, string>>;

/** The word of each column. Throws when a column is missing, stands twice, or is none. */
export function spread(cells: Cells): Readonly<Record<ViewerName, string>> {
  const words = new Map<string, string>();
  for (const [word, columns] of Object.entries(cells)) {
    for (const column of columns.split(' ')) {
      if (words.has(column) || !(column in viewerAccounts)) {
        throw new Error(`${column} ${words.has(column) ? 'stands twice' : 'is no viewer'}`);
      }
      words.set(column, word);
    }
  }
  const missing = viewerNames.filter((name) => !words.has(name));
  if (missing.length > 0) {
    throw new Error(`no answer for ${missing.join(', ')}`);
  }
  return Object.fromEntries(viewerNames.map((name) => [name, words.get(name)])) as Record<ViewerName, string>;
}

/** An object with a value for each column. */
export async function forEachViewer<Value>(
  make: (viewer: ViewerName) => Promise<Value>,
): Promise<Readonly<Record<ViewerName, Value>>> {
  const entries = await Promise.all(viewerNames.map(async (name) => [name, await make(name)] as const));
  return Object.fromEntries(entries) as Record<ViewerName, Value>;
}
