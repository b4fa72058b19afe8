import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventParser } from './event-parser.js';

const told = [
  'retry: 1000',
  ':',
  '',
  'id: Aa_-1',
  'event: next',
  'data: {"data":{"name":"Oʻzbekiston: 1"}}',
  '',
  'event:next',
  'data:{"a":1,',
  'data: "b":2}',
  '',
  'event: complete',
  '',
  'event: next',
  'data: cut off',
];

const events = [
  { event: 'next', data: '{"data":{"name":"Oʻzbekiston: 1"}}' },
  { event: 'next', data: '{"a":1,\n"b":2}' },
  { event: 'complete', data: '' },
];

describe('the parser of Server-Sent Events', () => {
  it('gives the same events however the text is cut and its lines end, and none that is not whole', () => {
    const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(lineEnd, fc.array(fc.nat({ max: 200 }), { maxLength: 30 }), (end, cuts) => {
        const text = told.join(end);
        const places = [0, ...cuts.filter((at) => at <= text.length).toSorted((one, other) => one - other), text.length];
        const parser = new EventParser();
        const pieces = places.slice(1).map((at, n) => text.slice(places[n], at));
        expect(pieces.flatMap((piece) => parser.push(piece))).toEqual(events);
      }),
    );
  });
});
