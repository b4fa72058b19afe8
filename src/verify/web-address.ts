import { refuse } from './fault.js';

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a text is an address of the web rather than the path of a file. */
export const looksLikeAddress = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(text);

/** An address of the web: https, or http to this machine itself. Refuses any other. */
export function webAddress(text: string, place: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname)))) {
    return refuse('OPTION', place, 'This has to be an address that begins with https:// (or http:// to this machine itself).');
  }
  return url;
}
