import { appealMutations } from './mutations-of-appeals.js';
import { auditMutations } from './mutations-of-audit.js';
import { evaluationMutations } from './mutations-of-evaluations.js';
import { evidenceMutations } from './mutations-of-evidence.js';
import { ledgerMutations } from './mutations-of-ledger.js';
import { methodologyMutations } from './mutations-of-methodologies.js';
import { peopleMutations } from './mutations-of-people.js';
import { presenceMutations } from './mutations-of-presence.js';
import { sessionMutations } from './mutations-of-sessions.js';
import type { Row } from './row.js';

/** The rows of Mutation. */
export const mutations: readonly Row[] = [
  ...peopleMutations,
  ...methodologyMutations,
  ...evaluationMutations,
  ...evidenceMutations,
  ...presenceMutations,
  ...sessionMutations,
  ...appealMutations,
  ...auditMutations,
  ...ledgerMutations,
];
