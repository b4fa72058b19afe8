import { stateBytes } from '../../realtime/presence/limits.js';

/** The JSON text of what a client says of itself, as it is kept; `isTooLong` beyond the greatest length. */
export function clientState(state: object | null | undefined): { readonly text: string | null; readonly isTooLong: boolean } {
  const text = state ? JSON.stringify(state) : null;
  return { text, isTooLong: text !== null && Buffer.byteLength(text) > stateBytes };
}
