import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import type { Result } from '../../src/errors.js';
import { anonymous } from '../../src/modules/accounts/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { fingerprinter } from '../support/fingerprint.js';
import { viewerOf } from '../support/scoring.js';
import { appealCommands, panel } from './support/appeal-commands.js';
import { manager, must, ofCouncil, prepareAppeals, type PreparedAppeals, setTerm } from './support/prepared-appeals.js';

let test: TestDatabase;
let prepared: PreparedAppeals;
let world: ReturnType<typeof appealCommands>;
let fingerprint: () => Promise<string>;

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
  prepared = await prepareAppeals(test);
  world = appealCommands(test, prepared);
  fingerprint = await fingerprinter(test.database);
});

afterAll(() => test?.close());

beforeEach(() => sql`update appeal_item set withdrawn = true`.execute(test.database));

/** The codes with their places that a command was refused with; `wrote` where something was changed all the same. */
async function told(command: () => Promise<Result<unknown>>): Promise<string> {
  const before = await fingerprint();
  const outcome = await command();
  const wrote = (await fingerprint()) !== before ? ' wrote' : '';
  return (outcome.ok ? 'done' : outcome.faults.map(({ code, path }) => `${code} ${path.join('.')}`).join(', ')) + wrote;
}

const draft = (...items: ReturnType<typeof world.item>[]) => () =>
  world.drafts.run(world.secretary, { evaluationId: prepared.councils['UZ-AN'].evaluationId, items });

const reference = (name: keyof PreparedAppeals['evidence']) => {
  const { id, sha256 } = prepared.evidence[name];
  return { evidenceId: id, sha256 };
};

describe('a draft', () => {
  it('is refused after the term, and its filing too', async () => {
    const appealId = await world.bring('DRAFT', [world.item('2.2')]);
    const version = await world.version(appealId);
    await setTerm(test, prepared, true);
    expect(await told(draft(world.item('5.1')))).toBe('APPEAL_TERM_OVER evaluationId');
    expect(await told(() => world.drafts.run(world.secretary, { appealId, version, items: [world.item('2.2')] }))).toBe('APPEAL_TERM_OVER id');
    expect(await told(() => world.steps.file(world.chair, { appealId, version }))).toBe('APPEAL_TERM_OVER id');
    await setTerm(test, prepared, false);
  });

  it.each([
    ['the chair of another council', 'chair-uz-bu', 'NOT_FOUND evaluationId', 'NOT_FOUND id'],
    ['the secretary of another council', 'secretary-uz-bu', 'NOT_FOUND evaluationId', 'NOT_FOUND id'],
    ['a rater of the council', 'rater1', 'FORBIDDEN evaluationId', 'NOT_FOUND id'],
    ['a rater of none', 'rater9', 'NOT_FOUND evaluationId', 'NOT_FOUND id'],
    ['a cycle manager', 'manager', 'FORBIDDEN evaluationId', 'FORBIDDEN id'],
  ])('of %s is refused', async (_, name, begun, changed) => {
    const role = name.startsWith('chair') ? 'CHAIR' : 'SECRETARY';
    const who = name.includes('uz-bu')
      ? ofCouncil(prepared.councils['UZ-BU'], name, role)
      : viewerOf(name, name === 'manager' ? 'CYCLE_MANAGER' : 'RATER');
    const appealId = await world.bring('DRAFT', [world.item('2.2')]);
    const { evaluationId } = prepared.councils['UZ-AN'];
    const version = await world.version(appealId);
    expect(await told(() => world.drafts.run(who, { evaluationId, items: [world.item('5.1')] }))).toBe(begun);
    expect(await told(() => world.drafts.run(who, { appealId, version, items: [world.item('5.1')] }))).toBe(changed);
    expect(await told(() => world.drafts.run(anonymous, { evaluationId, items: [world.item('5.1')] }))).toBe('UNAUTHENTICATED ');
  });

  it.each([
    ['no item', () => [], 'OUT_OF_RANGE items'],
    ['an item twice', () => [world.item('2.2'), world.item('2.2')], 'ALREADY_EXISTS items.1.itemId'],
    ['an item of another council', () => [world.item('2.2', { itemId: prepared.councils['UZ-BU'].items.get('2.2') })], 'NOT_FOUND items.0.itemId'],
    ['what is no id', () => [world.item('2.2', { itemId: null })], 'NOT_FOUND items.0.itemId'],
    ['no ground', () => [world.item('2.2', { grounds: [] })], 'REQUIRED items.0.grounds'],
    ['no statement', () => [world.item('2.2', { statement: ' ' })], 'REQUIRED items.0.statement'],
    ['a statement that is too long', () => [world.item('2.2', { statement: 'x'.repeat(5_001) })], 'TOO_LONG items.0.statement'],
    ['hidden characters', () => [world.item('2.2', { statement: 'a\u202eb' })], 'INVALID_CHARACTERS items.0.statement'],
    ['fewer points than there are', () => [world.item('2.2', { requestedPoints: '3.5' })], 'APPEAL_LOWERS_POINTS items.0.requestedPoints'],
    ['points between two steps', () => [world.item('2.2', { requestedPoints: '4.25' })], 'OFF_THE_STEPS items.0.requestedPoints'],
    ['more points than there can be', () => [world.item('2.2', { requestedPoints: '9' })], 'NOT_ADMISSIBLE items.0.requestedPoints'],
    ['evidence without its hash', () => [world.item('2.2', { evidence: [{ evidenceId: prepared.evidence.inTime.id, sha256: null }] })], 'EVIDENCE_HASH_REQUIRED items.0.evidence.0.sha256'],
    ['evidence with another hash', () => [world.item('2.2', { evidence: [{ evidenceId: prepared.evidence.inTime.id, sha256: 'f'.repeat(64) }] })], 'EVIDENCE_HASH_MISMATCH items.0.evidence.0.sha256'],
    ['evidence that came late', () => [world.item('2.2', { evidence: [reference('late')] })], 'EVIDENCE_CLOSED items.0.evidence.0.evidenceId'],
    ['evidence that was taken back', () => [world.item('2.2', { evidence: [reference('withdrawn')] })], 'NOT_FOUND items.0.evidence.0.evidenceId'],
    ["another council's evidence", () => [world.item('2.2', { evidence: [reference('ofAnother')] })], 'NOT_FOUND items.0.evidence.0.evidenceId'],
    ['a piece of evidence twice', () => [world.item('2.2', { evidence: [reference('inTime'), reference('inTime')] })], 'ALREADY_EXISTS items.0.evidence.1.evidenceId'],
    [
      'several faults, each',
      () => [world.item('2.2', { requestedPoints: '3' }), world.item('5.1', { requestedPoints: '4.5', evidence: [reference('late')] })],
      'APPEAL_LOWERS_POINTS items.0.requestedPoints, OFF_THE_STEPS items.1.requestedPoints, EVIDENCE_CLOSED items.1.evidence.0.evidenceId',
    ],
  ])('with %s is refused', async (_, items, expected) => {
    expect(await told(draft(...items()))).toBe(expected);
  });

  it('of what stands in another appeal is refused, until that one is taken back', async () => {
    const appealId = await world.bring('FILED', [world.item('2.2')]);
    expect(await told(draft(world.item('5.1'), world.item('2.2')))).toBe('ALREADY_EXISTS items');
    must(await world.steps.withdraw(world.chair, { appealId }));
    expect(await told(draft(world.item('5.1'), world.item('2.2')))).toBe('done wrote');
  });

  it('is changed, and signed, as it was read alone', async () => {
    const appealId = await world.bring('DRAFT', [world.item('2.2'), world.item('5.1')]);
    const read = await world.version(appealId);
    must(await world.drafts.run(world.secretary, { appealId, version: read, items: [world.item('5.1')] }));
    expect(await world.itemsOf(appealId)).toHaveLength(1);
    expect(await told(() => world.drafts.run(world.secretary, { appealId, version: read, items: [world.item('2.2')] }))).toBe('VERSION_CONFLICT version');
    expect(await told(() => world.steps.file(world.chair, { appealId, version: read }))).toBe('VERSION_CONFLICT version');
    expect(await told(() => world.steps.file(world.secretary, { appealId, version: read + 1 }))).toBe('FORBIDDEN id');
    expect(await told(() => world.steps.file(world.chair, { appealId, version: read + 1 }))).toBe('done wrote');
  });
});

const ids = (...names: readonly string[]) => names.map((name) => viewerOf(name).accountId);

describe('a panel', () => {
  it.each([
    ['fewer than three', ['rater4', 'rater5'], 'OUT_OF_RANGE accountIds'],
    ['one of them twice', ['rater4', 'rater5', 'rater4'], 'ALREADY_EXISTS accountIds.2'],
    ['somebody who has rated the council', ['rater4', 'rater1', 'rater5'], 'CONFLICT_OF_INTEREST accountIds.1'],
    ['somebody who is no rater', ['rater4', 'rater5', 'facilitator'], 'NOT_FOUND accountIds.2'],
    ['nobody', ['rater4', 'rater5', 'nobody'], 'NOT_FOUND accountIds.2'],
  ])('with %s is refused', async (_, names, expected) => {
    const appealId = await world.bring('ADMISSIBLE', [world.item('2.2')]);
    expect(await told(() => world.panels.assign(manager, { appealId, accountIds: ids(...names) }))).toBe(expected);
  });

  it('with somebody of the council, with an interest in it, or with whoever names it is refused', async () => {
    const { database } = test;
    const appealId = await world.bring('ADMISSIBLE', [world.item('2.2')]);
    const assign = (...names: readonly string[]) => told(() => world.panels.assign(manager, { appealId, accountIds: ids(...names) }));
    const grant = (name: string) =>
      sql`insert into role_grant (id, account_id, role) values (gen_random_uuid(), ${viewerOf(name).accountId}, 'RATER')`.execute(database);
    await grant('chair-uz-an');
    await grant('secretary-uz-an');
    await grant('manager');
    expect(await assign('rater4', 'rater5', 'chair-uz-an')).toBe('CONFLICT_OF_INTEREST accountIds.2');
    expect(await assign('rater4', 'rater5', 'secretary-uz-an')).toBe('CONFLICT_OF_INTEREST accountIds.2');
    expect(await assign('rater4', 'rater5', 'manager')).toBe('CONFLICT_OF_INTEREST accountIds.2');
    const declare = (decision: string) =>
      sql`insert into conflict_declaration (id, evaluation_id, rater_id, kind, source, decision)
        values (gen_random_uuid(), ${prepared.councils['UZ-AN'].evaluationId}, ${viewerOf('rater7').accountId}, 'FAMILY', 'SELF', ${decision})`.execute(database);
    await declare('CLEARED');
    expect(await assign('rater4', 'rater5', 'rater7')).toBe('done wrote');
    await declare('PENDING');
    expect(await assign('rater4', 'rater5', 'rater7')).toBe('CONFLICT_OF_INTEREST accountIds.2');
    await sql`delete from role_grant where account_id = any(${ids('chair-uz-an', 'secretary-uz-an', 'manager')}::uuid[]) and role = 'RATER'`.execute(database);
  });

  it('at work keeps its number and those who have spoken, and lets others be replaced', async () => {
    const appealId = await world.bring('IN_PANEL', [world.item('2.2')]);
    const [appealItemId = ''] = await world.itemsOf(appealId);
    const assign = (...names: readonly string[]) => told(() => world.panels.assign(manager, { appealId, accountIds: ids(...names) }));
    must(await world.decisions.run(panel[0] ?? anonymous, { appealItemId, decision: 'DISMISSED', reasons: 'Sinov', correctsReading: false }));
    expect(await assign('rater4', 'rater5', 'rater6', 'rater8')).toBe('OUT_OF_RANGE accountIds');
    expect(await assign('rater8', 'rater5', 'rater6')).toBe('ALREADY_DECIDED accountIds');
    expect(await assign('rater4', 'rater8', 'rater6')).toBe('done wrote');
    const speak = (name: string) => () =>
      world.decisions.run(viewerOf(name, 'RATER'), { appealItemId, decision: 'DISMISSED', reasons: 'Sinov', correctsReading: false });
    expect(await told(speak('rater5'))).toBe('NOT_FOUND appealItemId');
    expect(await told(speak('rater8'))).toBe('done wrote');
    expect(await world.stateOf(appealId)).toBe('DECIDED');
  });
});

const voice = (appealItemId: string, more: object = {}) => ({
  appealItemId,
  decision: 'UPHELD' as const,
  points: '5',
  reasons: 'Sinov uchun',
  correctsReading: false,
  ...more,
});

describe('a voice', () => {
  it.each([
    ['fewer points than there are', { points: '3.5' }, 'APPEAL_LOWERS_POINTS points'],
    ['points between two steps', { points: '5.2' }, 'OFF_THE_STEPS points'],
    ['more points than there can be', { points: '8.5' }, 'NOT_ADMISSIBLE points'],
    ['no points', { points: null }, 'REQUIRED points'],
    ['points beside a dismissal', { decision: 'DISMISSED' }, 'NOT_ADMISSIBLE points'],
    ['a corrected reading beside a dismissal', { decision: 'DISMISSED', points: null, correctsReading: true }, 'NOT_ADMISSIBLE correctsReading'],
    ['no reasons', { reasons: '' }, 'REQUIRED reasons'],
    ['two faults, both', { points: '3.5', reasons: '' }, 'APPEAL_LOWERS_POINTS points, REQUIRED reasons'],
  ])('with %s is refused', async (_, more, expected) => {
    const [appealItemId = ''] = await world.itemsOf(await world.bring('IN_PANEL', [world.item('2.2')]));
    expect(await told(() => world.decisions.run(panel[0] ?? anonymous, voice(appealItemId, more)))).toBe(expected);
  });

  it('is given once, by a member of the panel, until the item is decided', async () => {
    const [appealItemId = '', other = ''] = await world.itemsOf(await world.bring('IN_PANEL', [world.item('2.2'), world.item('5.1')]));
    const [first = anonymous, second = anonymous, third = anonymous] = panel;
    expect(await told(() => world.decisions.run(first, voice(appealItemId)))).toBe('done wrote');
    expect(await told(() => world.decisions.run(first, voice(appealItemId, { points: '6' })))).toBe('ALREADY_DECIDED appealItemId');
    expect(await told(() => world.decisions.run(first, voice(other)))).toBe('done wrote');
    expect(await told(() => world.decisions.run(second, voice(appealItemId)))).toBe('done wrote');
    expect(await told(() => world.decisions.run(third, voice(appealItemId)))).toBe('INVALID_STATE appealItemId');
    expect(await told(() => world.decisions.run(manager, voice(other)))).toBe('FORBIDDEN appealItemId');
    expect(await told(() => world.decisions.run(world.chair, voice(other)))).toBe('FORBIDDEN appealItemId');
    expect(await told(() => world.decisions.run(viewerOf('rater1', 'RATER'), voice(other)))).toBe('NOT_FOUND appealItemId');
    expect(await told(() => world.decisions.run(viewerOf('rater9', 'RATER'), voice(other)))).toBe('NOT_FOUND appealItemId');
    expect(await told(() => world.decisions.run(anonymous, voice(other)))).toBe('UNAUTHENTICATED ');
    expect(await told(() => world.decisions.run(first, { ...voice(other), appealItemId: null }))).toBe('NOT_FOUND appealItemId');
  });
});

describe('the reasons', () => {
  it.each([
    ['to admit', 'FILED', (appealId: string) => world.steps.admit(manager, { appealId, admissible: true, reasons: '' })],
    ['to reject', 'FILED', (appealId: string) => world.steps.admit(manager, { appealId, admissible: false, reasons: '' })],
    ['to complain', 'INADMISSIBLE', (appealId: string) => world.steps.complain(world.chair, { appealId, reasons: '' })],
  ] as const)('%s are needed', async (_, stage, run) => {
    const appealId = await world.bring(stage, [world.item('2.2')]);
    expect(await told(() => run(appealId))).toBe('REQUIRED reasons');
  });
});

it('no refusal has put points in the place of others', async () => {
  const { rows } = await sql`select 1 from score_adjustment`.execute(test.database);
  expect(rows).toEqual([]);
});
