import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { cosign, cosignatureKey, formatSignatureLine, formatVerifierKey } from '../../src/ledger/note/index.js';
import { shortestDecimal } from '../../src/ledger/committed-value.js';
import type { Bundle } from '../../src/publication/bundle.js';
import { verifyBundle } from '../../src/verify/index.js';
import { firstDifference } from '../../src/verify/bundle/first-difference.js';
import { changed } from './support/forge.js';
import { makeTestBundle } from './support/test-bundle.js';
import { logKey, TestTree } from './support/test-log.js';
import { internalCode } from './support/test-methodology.js';

const honest = makeTestBundle();
const witness = { name: 'witness', seed: new Uint8Array(32).fill(11) };
const line = formatSignatureLine(cosign({ ...witness, text: new TestTree(honest.leaves).text(), time: 1_770_000_000 }));
const bundle = changed(honest, (draft) => (draft.checkpoint += `${line}\n`));
const text = JSON.stringify(bundle);
const options = { key: logKey, witnessKeys: [formatVerifierKey(cosignatureKey(witness.name, witness.seed))] };

/** Where the texts begin that a bundle is about: what stands in its councils, rather than in the long methodology. */
const begin = text.indexOf('"councils":');
const end = text.indexOf('"checkpoint":');
const place = fc.oneof(fc.nat(text.length - 1), fc.integer({ min: begin, max: text.indexOf('"entries":') }), fc.integer({ min: begin, max: end }));
const character = fc.oneof(fc.constantFrom(...'0123456789abcdefABCDEF"{}[],:.-/ n'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }));

/** What a bundle does not bind: ids of items that nothing is committed to in the open, and a value of another cycle. */
function isUnbound(path: readonly (string | number)[]): boolean {
  const [councils, council, , item, member, part] = path;
  const found = councils === 'councils' ? bundle.councils[Number(council)]?.items[Number(item)] : undefined;
  const isOpened = found?.marks.some(({ opening }) => opening !== null) ?? true;
  return (member === 'item' && !isOpened) || (member === 'decision' && part === 'previous');
}

/** The same number in another spelling: a commitment and a measured value are of the number. */
function isSameNumber(path: readonly (string | number)[], left: unknown, right: unknown): boolean {
  const isNumber = ['points', 'numerator', 'denominator'].includes(String(path.at(-1))) && (path.includes('opening') || path.includes('value'));
  return isNumber && typeof left === 'string' && typeof right === 'string' && shortestDecimal(left) === shortestDecimal(right);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return null;
  }
}

it('has an indicator that is not public, so that what is not bound is seen', () => {
  expect(bundle.councils.flatMap(({ items }) => items).filter(({ indicator }) => indicator === internalCode)).toHaveLength(3);
});

it('any character that is changed, put in or left out makes no other bundle that is proved', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(place, character, fc.constantFrom('changed', 'put in', 'left out'), (at, by, how) => {
      const json = text.slice(0, at) + (how === 'left out' ? '' : by) + text.slice(at + (how === 'put in' ? 0 : 1));
      const other = parsed(json);
      const difference = firstDifference(other, bundle);
      if (other === null || difference === null) {
        return;
      }
      const { path, published, recomputed } = difference;
      if (isUnbound(path) || isSameNumber(path, published, recomputed)) {
        return;
      }
      const { verdict, fault } = verifyBundle(other as Bundle, options);
      expect({ verdict, path: path.join('.'), place: fault?.place ?? null }).not.toMatchObject({ verdict: 'PROVED' });
      expect(fault?.message).not.toBe('');
    }),
    { numRuns: 300 },
  );
});
