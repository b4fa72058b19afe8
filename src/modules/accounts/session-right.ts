import type { Right } from '../../realtime/right.js';
import type { Viewer } from './viewer.js';

/** A right to listen that lasts as long as the viewer's session, unless something is taken from the viewer before. */
export function rightOfSession({ sessionExpiresAt }: Viewer, audience: string): Right {
  return { until: sessionExpiresAt, audience, sessionEnd: sessionExpiresAt };
}
