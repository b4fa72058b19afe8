import { stableId } from '../../src/database/stable-id.js';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import type { TestDatabase } from '../support/database.js';

const id = stableId('AuditCase', 'policy matrix');

/** The id of the prepared case, as clients see it. */
export const auditCaseNodeId = encodeNodeId('AuditCase', id);

/** Opens a case of a cycle from outside: how cases come about is not under test here. */
export async function prepareAuditCase({ database }: TestDatabase, cycleId: string): Promise<void> {
  await database
    .insertInto('audit_case')
    .values({ id, cycle_id: cycleId, kind: 'HALO', rater: 'R-1', subject: 'R-1', figure: 0.3, threshold: 0.5, detail: '{}' } as never)
    .execute();
}
