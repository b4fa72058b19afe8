import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { clientFrame } from './client-frame.js';
import { FrameError, FrameScanner, opcodes } from './frame-scanner.js';

/** A frame as a server sends it. */
function serverFrame(payload: Buffer, opcode: number = opcodes.text): Buffer {
  const { length } = payload;
  const header = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  header[0] = 0x80 | opcode;
  header[1] = length < 126 ? length : length < 65_536 ? 126 : 127;
  if (header.length === 4) {
    header.writeUInt16BE(length, 2);
  } else if (header.length === 10) {
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([header, payload]);
}

function scan(chunks: readonly Buffer[]): readonly { readonly opcode: number; readonly text: string }[] {
  const told: { opcode: number; text: string }[] = [];
  const scanner = new FrameScanner((opcode, bytes, start, end) => told.push({ opcode, text: bytes.toString('latin1', start, end) }));
  chunks.forEach((chunk) => scanner.take(chunk));
  return told;
}

describe('the scanner of frames', () => {
  it('tells every frame once and whole, wherever the bytes are cut', () => {
    const payload = fc.oneof(fc.nat(10), fc.constantFrom(0, 125, 126, 127, 65_535, 65_536)).map((length) => Buffer.alloc(length, 'x'));
    fc.assert(
      fc.property(fc.array(payload, { maxLength: 6 }), fc.array(fc.nat(200_000), { maxLength: 8 }), (payloads, cuts) => {
        const bytes = Buffer.concat(payloads.map((each) => serverFrame(each)));
        const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
        const chunks = places.slice(1).map((place, at) => bytes.subarray(places[at], place));
        expect(scan(chunks).map(({ text }) => text.length)).toEqual(payloads.map(({ length }) => length));
      }),
      { numRuns: 200 },
    );
  });

  it('keeps a copy of what has not come whole, because the memory of a chunk is used again', () => {
    const bytes = serverFrame(Buffer.from('hello'));
    const shared = Buffer.from(bytes.subarray(0, 4));
    const told: string[] = [];
    const scanner = new FrameScanner((_, buffer, start, end) => told.push(buffer.toString('utf8', start, end)));
    scanner.take(shared);
    shared.fill(0);
    scanner.take(bytes.subarray(4));
    expect(told).toEqual(['hello']);
  });

  it('tells what a frame is', () => {
    expect(scan([serverFrame(Buffer.from('1'), opcodes.ping), serverFrame(Buffer.from('ab'), opcodes.binary)])).toEqual([
      { opcode: opcodes.ping, text: '1' },
      { opcode: opcodes.binary, text: 'ab' },
    ]);
  });

  it('refuses what a server may not send, or what it could not count', () => {
    expect(() => scan([clientFrame('masked')])).toThrow(FrameError);
    expect(() => scan([Buffer.from([0x01, 1, 0x61])])).toThrow(FrameError);
    expect(() => scan([Buffer.from([0x80, 1, 0x61])])).toThrow(FrameError);
  });
});
