import { limitDocument, parseDocument, validateDocument } from './document-steps.js';
import { chooseOperation, limitCost, limitRate, limitReading, readVariables } from './operation-steps.js';
import type { Step } from './operation.js';

/** What every operation goes through before it is executed, in this order, whichever way it came. */
export const steps: readonly Step[] = [
  limitReading,
  parseDocument,
  limitDocument,
  validateDocument,
  chooseOperation,
  readVariables,
  limitCost,
  limitRate,
];
