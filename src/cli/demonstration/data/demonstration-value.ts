/** What an invented rater says; points are decimal strings, as everywhere. */
export type DemonstrationValue =
  | { readonly kind: 'POINTS'; readonly points: string }
  | { readonly kind: 'LEVEL'; readonly level: string }
  | { readonly kind: 'NOT_APPLICABLE' }
  | { readonly kind: 'NO_EVIDENCE' };
