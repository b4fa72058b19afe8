import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rulingOf, type Voice } from '../../src/modules/appeals/ruling.js';
import { compare, rational } from '../../src/scoring/index.js';

const voice = (text: string): Voice => {
  const [decision, points = null] = text.split(' ') as [Voice['decision'], string?];
  return { decision, points, correctsReading: false, reasons: text };
};

const voices = fc.array(
  fc.oneof(
    fc.constant(voice('DISMISSED')),
    fc.tuple(fc.constantFrom('UPHELD', 'PARTLY'), fc.integer({ min: 4, max: 8 })).map(([decision, points]) => voice(`${decision} ${points}`)),
  ),
  { minLength: 3, maxLength: 9 },
);

/** How many would give so many points at least. */
const atLeast = (given: readonly Voice[], points: string): number =>
  given.filter((one) => one.points !== null && compare(rational(one.points), rational(points)) >= 0).length;

describe('a panel', () => {
  it.each([
    ['of three decides with two alike', 3, ['UPHELD 5', 'UPHELD 5'], 'UPHELD 5'],
    ['of three waits for the third where two differ in points', 3, ['UPHELD 5', 'UPHELD 6'], null],
    ['of three waits for the third where two differ in the decision', 3, ['UPHELD 5', 'PARTLY 5'], null],
    ['of four does not decide with half', 4, ['DISMISSED', 'DISMISSED'], null],
    ['of four decides with three', 4, ['DISMISSED', 'UPHELD 5', 'DISMISSED', 'DISMISSED'], 'DISMISSED'],
    ['of three gives what two would give at least', 3, ['UPHELD 6', 'PARTLY 5', 'DISMISSED'], 'PARTLY 5'],
    ['of three dismisses where two would give nothing more', 3, ['UPHELD 6', 'DISMISSED', 'DISMISSED'], 'DISMISSED'],
    ['of four needs three for more', 4, ['UPHELD 6', 'UPHELD 6', 'PARTLY 5', 'DISMISSED'], 'PARTLY 5'],
    ['takes a fraction for what it is', 3, ['UPHELD 13/2', 'PARTLY 6', 'DISMISSED'], 'PARTLY 6'],
    ['prefers nothing to the first who spoke', 3, ['DISMISSED', 'PARTLY 5', 'UPHELD 5'], 'PARTLY 5'],
  ])('%s', (_, size, said, expected) => {
    const ruling = rulingOf(said.map(voice), size);
    expect(ruling && [ruling.decision, ...(ruling.points === null ? [] : [ruling.points])].join(' ')).toBe(expected);
  });

  it('gives the reasons of those alone who carry the decision, in an order that tells nothing', () => {
    const ruling = rulingOf([voice('UPHELD 6'), voice('PARTLY 5'), voice('DISMISSED')], 3);
    expect(ruling?.reasons).toEqual(['PARTLY 5', 'UPHELD 6']);
    const other = rulingOf([voice('DISMISSED'), voice('UPHELD 6'), voice('PARTLY 5')], 3);
    expect(other).toEqual(ruling);
  });

  it('corrects a reading where one of those who carry the decision says so, and by no dismissal', () => {
    const corrects = { ...voice('UPHELD 5'), correctsReading: true };
    expect(rulingOf([corrects, voice('UPHELD 5')], 3)?.correctsReading).toBe(true);
    expect(rulingOf([corrects, voice('DISMISSED'), voice('DISMISSED')], 3)?.correctsReading).toBe(false);
  });

  it('decides with its last voice at the latest, in any order of the voices, for what more than half would give', () => {
    fc.assert(
      fc.property(voices, fc.infiniteStream(fc.nat()), (given, noise) => {
        const ruling = rulingOf(given, given.length);
        const shuffled = given.map((one) => [noise.next().value, one] as const).toSorted(([left], [right]) => left - right);
        expect(rulingOf(shuffled.map(([, one]) => one), given.length)).toEqual(ruling);
        // More than half would give what it grants; where it grants nothing, no more than half would give anything.
        const isGranted = ruling !== null && ruling.points !== null;
        expect(atLeast(given, ruling?.points ?? '4') > given.length / 2).toBe(isGranted);
      }),
    );
  });

  it('that has decided before its last voice would not have decided otherwise with it', () => {
    fc.assert(
      fc.property(voices, (given) => {
        const whole = rulingOf(given, given.length);
        const early = [...given.keys()].flatMap((spoken) => rulingOf(given.slice(0, spoken), given.length) ?? []);
        expect(early.every(({ decision, points }) => decision === whole?.decision && points === whole.points)).toBe(true);
      }),
    );
  });
});
