import { afterAll, beforeAll, expect, it } from 'vitest';
import { illustrative } from '../../src/modules/methodologies/data/illustrative.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { openEvidence, type ScoringCycle } from '../support/scoring.js';

let running: TestApp;
let cycle: ScoringCycle;
let manager: TestClient;

beforeAll(async () => {
  running = await startTestApp();
  cycle = await openEvidence(running.test);
  manager = await signIn(running.url, 'manager');
});

afterAll(() => running.close());

const codeOf = (scale: 'PERCENT' | 'NUMBER'): string =>
  illustrative.body.indicators.find(({ scoring }) => scoring.kind === 'MEASURED' && scoring.scale === scale)?.code ?? '';
const share = codeOf('PERCENT');

async function record(code: string, numerator: string, denominator: string): Promise<unknown> {
  const { data } = await manager.send<{ measurementRecord: { errors: unknown } }>(
    'mutation ($input: MeasurementRecordInput!) { measurementRecord(input: $input) { errors { code path message } } }',
    { input: { itemId: cycle.items.get(code), numerator, denominator, source: 'Hisobot' } },
  );
  return data?.measurementRecord.errors;
}

it('a share is never below nothing', async () => {
  expect(await record(share, '-7', '10')).toMatchObject([{ code: 'OUT_OF_RANGE', path: ['numerator'] }]);
});

it('a share is never more than the whole', async () => {
  expect(await record(share, '500', '10')).toEqual([
    { code: 'OUT_OF_RANGE', path: ['numerator'], message: 'The value has to be from 0 to 10.' },
  ]);
  expect(await record(share, '10.000001', '10')).toMatchObject([{ code: 'OUT_OF_RANGE', path: ['numerator'] }]);
  expect(await record(share, '10', '10')).toEqual([]);
});

it.each([
  ['0', 'OUT_OF_RANGE'],
  ['-1', 'OUT_OF_RANGE'],
  ['0.0000000000000000000000000001', 'OUT_OF_RANGE'],
  ['1000000000000000001', 'OUT_OF_RANGE'],
  ['10.0000001', 'INVALID_FORMAT'],
])('counts have bounds: a denominator of %s is %s', async (denominator, code) => {
  expect(await record(share, '0', denominator)).toMatchObject([{ code, path: ['denominator'] }]);
});

it.each([
  ['999999999999999999999999999999.999999999999999999999999999999', 'OUT_OF_RANGE'],
  ['1.0000000001', 'INVALID_FORMAT'],
])('counts have bounds: a numerator of %s is %s', async (numerator, code) => {
  expect(await record(codeOf('NUMBER'), numerator, '1')).toMatchObject([{ code, path: ['numerator'] }]);
});

it('bounds are told in numbers that people read', async () => {
  expect(await record(share, '0', '0')).toEqual([
    { code: 'OUT_OF_RANGE', path: ['denominator'], message: 'The value has to be from 0.000001 to 10¹⁸.' },
  ]);
});
