import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId, seedPeople } from '../../src/cli/demonstration/people.js';
import { anonymous, type CouncilRole, grantedRoles, type Viewer } from '../../src/modules/accounts/index.js';
import { appealRows, appealVisible } from '../../src/modules/appeals/appeal.loader.js';
import { mayReadAppeal, mayReadPanel } from '../../src/modules/appeals/appeal.policy.js';
import { equalTreatmentRows, taskVisible } from '../../src/modules/appeals/equal-treatment.loader.js';
import { mayReadTask } from '../../src/modules/appeals/equal-treatment.policy.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { appealCommands, panel } from './support/appeal-commands.js';
import { must, prepareAppeals, type PreparedAppeals } from './support/prepared-appeals.js';

let test: TestDatabase;
let prepared: PreparedAppeals;

const officials: readonly string[] = ['CYCLE_MANAGER', 'APPROVER', 'AUDITOR', 'AGENCY_ADMIN'];

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
  prepared = await prepareAppeals(test);
  const world = appealCommands(test, prepared);
  const appealId = await world.bring('IN_PANEL', [world.item('2.2', { grounds: ['METHOD_MISAPPLIED'] })]);
  const [appealItemId = ''] = await world.itemsOf(appealId);
  for (const member of panel.slice(0, 2)) {
    must(await world.decisions.run(member, { appealItemId, decision: 'UPHELD', points: '6', reasons: 'Sinov', correctsReading: false }));
  }
});

afterAll(() => test?.close());

function viewer(given: Partial<Viewer>): Viewer {
  const id = demonstrationAccountId('rater9');
  return { ...anonymous, accountId: id, personId: id, sessionId: id, ...given };
}

/** What the rule of lists (SQL) and the rule of nodes (code, by loaded rows) say: of the appeal, and of a check. */
async function answers(who: Viewer): Promise<readonly boolean[]> {
  const { database } = test;
  const [row] = await appealRows(database).execute();
  const [task] = await equalTreatmentRows(database).execute();
  return [
    (await appealRows(database).where(appealVisible(who)).execute()).length === 1,
    row !== undefined && mayReadAppeal(who, { councilId: row.council_id, panelIds: row.panel_ids }),
    (await equalTreatmentRows(database).where(taskVisible(who)).execute()).length === 2,
    task !== undefined && mayReadTask(who, { panelIds: task.panel_ids }),
  ];
}

describe('appeals and checks', () => {
  it('are shown to the same people by lists and by nodes', async () => {
    const told: Record<string, readonly boolean[]> = {};
    const expected: Record<string, readonly boolean[]> = {};
    const ask = async (name: string, who: Viewer, ofAppeal: boolean, ofTask: boolean): Promise<void> => {
      told[name] = await answers(who);
      expected[name] = [ofAppeal, ofAppeal, ofTask, ofTask];
    };
    await ask('the public', anonymous, false, false);
    await ask('without a role', viewer({}), false, false);
    for (const role of grantedRoles) {
      await ask(role, viewer({ roles: new Set([role]) }), officials.includes(role), officials.includes(role));
    }
    for (const member of panel) {
      await ask(`in the panel: ${member.accountId}`, member, true, true);
    }
    for (const role of ['CHAIR', 'SECRETARY', 'MEMBER'] as const satisfies readonly CouncilRole[]) {
      const inCouncil = (code: 'UZ-AN' | 'UZ-BU'): Viewer => viewer({ councils: new Map([[prepared.councils[code].councilId, new Set([role])]]) });
      await ask(`${role} of the council`, inCouncil('UZ-AN'), true, false);
      await ask(`${role} of another council`, inCouncil('UZ-BU'), false, false);
    }
    expect(told).toEqual(expected);
  });

  it('tell the names of the panel to those who run, approve and audit, and to none of the council', () => {
    const { councilId } = prepared.councils['UZ-AN'];
    const seated = new Map([[councilId, new Set(['MEMBER' as const])]]);
    for (const role of grantedRoles) {
      const mayKnow = ['CYCLE_MANAGER', 'APPROVER', 'AUDITOR'].includes(role);
      expect([role, mayReadPanel(viewer({ roles: new Set([role]) }), { councilId })]).toEqual([role, mayKnow]);
      expect([role, mayReadPanel(viewer({ roles: new Set([role]), councils: seated }), { councilId })]).toEqual([role, false]);
    }
    expect(panel.some((member) => mayReadPanel(member, { councilId }))).toBe(false);
  });
});
