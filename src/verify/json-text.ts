import { refuse } from './fault.js';

/** The value of a JSON text. Refuses what is none, with the words of the parser. */
export function readJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    return refuse('NOT_JSON', place, `This is no JSON: ${error instanceof Error ? error.message : 'it cannot be parsed'}.`);
  }
}
