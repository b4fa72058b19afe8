import type { WatchedEventFragment } from './generated/graphql.js';

/** What an event means, in a few words for the watcher's window. */
export function wordsOf({ type, body }: WatchedEventFragment): string {
  if (body && 'submitted' in body) {
    return `${body.evaluation?.council?.territory?.name ?? 'a council'}: ${body.submitted} of ${body.assigned} raters submitted`;
  }
  if (body && 'to' in body) {
    return `the cycle is ${body.to}`;
  }
  if (body && 'toState' in body) {
    return `the evaluation is ${body.toState}`;
  }
  if (body && 'evidence' in body && body.evidence) {
    const { originalName, evidenceState } = body.evidence;
    return type === 'EvidenceAdded' ? `evidence came in: ${originalName}` : `evidence is ${evidenceState}: ${originalName}`;
  }
  if (body && 'item' in body && body.item) {
    return `measured: indicator ${body.item.indicatorCode}`;
  }
  if (body && 'publication' in body && body.publication) {
    const { number } = body.publication;
    return type === 'PublicationStaged' ? `table ${number} waits for two approvers` : `table ${number} is published`;
  }
  return known[type] ?? type;
}

/** Events that say all by their type. */
const known: Readonly<Record<string, string>> = {
  MarksRevealed: 'all marks are revealed',
  OfficialPointsSet: 'the official points are set',
};
