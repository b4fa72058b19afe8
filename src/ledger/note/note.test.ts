import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosign, cosignatureKey } from './cosignature.js';
import { formatNote, MAX_NOTE_BYTES, MAX_NOTE_SIGNATURES, parseNote, signNote } from './note.js';
import { noteKey, signText } from './note-signature.js';
import { isNoteText } from './note-text.js';
import { openNote } from './open-note.js';
import { goNote, publicCosignature, specificationCheckpoint, specificationNote } from './public-notes.fixture.js';
import { formatSignatureLine } from './signature-line.js';
import { isKeyName, parseVerifierKey, signatureTypes, type VerifierKey, verifierKey } from './verifier-key.js';

const { text, peterLine, enochLine } = goNote;
const peter = keyOf(goNote.peterKey);
const enoch = keyOf(goNote.enochKey);
const byPeter = { name: 'PeterNeumann', keyId: 'c74f20a3', time: null };
const byEnoch = { name: 'EnochRoot', keyId: 'af0cfe78', time: null };
/** Peter's signature with three bytes put in, as in Go's tests. */
const longerLine = `${peterLine.slice(0, 60)}ABCD${peterLine.slice(60)}`;

describe('a note', () => {
  it('is signed as in Go, to the byte', () => {
    expect(signNote(text, { name: 'PeterNeumann', seed: goNote.peterSeed })).toBe(`${text}\n${peterLine}`);
  });

  it('of the specification is opened with its key', () => {
    const { key, note } = specificationNote;
    const verified = [{ name: 'example.com/foo', keyId: '530d903a', time: null }];
    expect(openNote(note, [keyOf(key)])).toEqual({
      ok: true,
      text: 'This is an example message.\n',
      verified,
      unverified: [],
    });
  });

  it('tells who signed and which signatures are by unknown keys', () => {
    const note = `${text}\n${peterLine}${enochLine}`;
    const lines = parseNote(note)?.signatures ?? [];
    expect(openNote(note, [peter, enoch])).toEqual({ ok: true, text, verified: [byPeter, byEnoch], unverified: [] });
    expect(openNote(note, [enoch])).toEqual({ ok: true, text, verified: [byEnoch], unverified: lines.slice(0, 1) });
    expect(openNote(note, [])).toEqual({ ok: false, reason: 'NO_KNOWN_SIGNATURE' });
  });

  it('tells a repeated line once', () => {
    const note = `${text}\n${peterLine}${peterLine}${enochLine}${enochLine}`;
    expect(openNote(note, [peter])).toMatchObject({ verified: [byPeter], unverified: [{ name: 'EnochRoot' }] });
    expect(parseNote(note)?.signatures).toHaveLength(2);
  });

  it.each([
    ['another text', `${text.replace('answer', 'question')}\n${peterLine}`],
    ['a longer signature', `${text}\n${longerLine}`],
    ['a good signature before a bad one', `${text}\n${peterLine}${longerLine}`],
    ['a good signature of another before it', `${text}\n${enochLine}${longerLine}`],
  ])('is not believed with a bad signature by a known key: %s', (_name, note) => {
    expect(openNote(note, [peter, enoch])).toEqual({ ok: false, reason: 'BAD_SIGNATURE' });
  });

  it('is opened whatever stands in a signature by an unknown key', () => {
    expect(openNote(`${text}\n${longerLine}${enochLine}`, [enoch])).toMatchObject({ ok: true, verified: [byEnoch] });
  });

  it('takes for unknown a key that has only the name or only the id of a known one', () => {
    const named = { ...peter, keyId: 'c74f20a4' };
    const numbered = { ...peter, name: 'PeterNeuman' };
    expect(openNote(`${text}\n${peterLine}`, [named, numbered])).toEqual({ ok: false, reason: 'NO_KNOWN_SIGNATURE' });
  });

  it('does not tell between two keys of one name and id, which matters only where they sign', () => {
    const keys = [enoch, peter, enoch];
    expect(openNote(`${text}\n${enochLine}`, keys)).toEqual({ ok: false, reason: 'AMBIGUOUS_KEY' });
    expect(openNote(`${text}\n${peterLine}`, keys)).toMatchObject({ ok: true, verified: [byPeter] });
  });

  it('may have empty lines in its text, and other alphabets', () => {
    const signer = { name: 'kengash.uz/jurnal', seed: goNote.peterSeed };
    for (const other of ['\n', '\n\n', 'a\n\n', '\n\n\na\n\n\n', 'Yigʻilish\n\n— bayonnoma 😀\n']) {
      expect(openNote(signNote(other, signer), [noteKey(signer)])).toMatchObject({ ok: true, text: other });
    }
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['line ends alone', '\n\n'],
    ['a text alone', text],
    ['a text and an empty line', `${text}\n`],
    ['no last line end', `${text}\n${peterLine.slice(0, -1)}`],
    ['a line end too many', `${text}\n${peterLine}\n`],
    ['no empty line', `${text}${peterLine}`],
    ['no text', `\n${peterLine}`],
    ['line ends of Windows', `${text}\n${peterLine}`.replaceAll('\n', '\r\n')],
    ['a control character in the text', `\u0001${text}\n${peterLine}`],
    ['a tab in the text', `\t${text}\n${peterLine}`],
    ['half a surrogate pair', `\ud83d${text}\n${peterLine}`],
    ['a line of another kind', `${text}\n${peterLine}Unexpected line.\n`],
    ['a hyphen for the dash', `${text}\n${peterLine.replace('—', '-')}`],
    ['a name with a blank', `${text}\n${peterLine.replace('PeterNeumann', 'Bad Name')}`],
    ['a name with a blank of another kind', `${text}\n${peterLine.replace('PeterNeumann', 'Bad\u00a0Name')}`],
    ['a name with a plus', `${text}\n${peterLine.replace('PeterNeumann', 'Bad+Name')}`],
    ['no name', `${text}\n${peterLine.replace('PeterNeumann ', '')}`],
    ['an empty name', `${text}\n${peterLine.replace('PeterNeumann', '')}`],
    ['two blanks', `${text}\n${peterLine.replace('PeterNeumann', 'PeterNeumann ')}`],
    ['a blank at the end', `${text}\n${peterLine.replace('=\n', '= \n')}`],
    ['no signature after the name', `${text}\n— PeterNeumann \n`],
    ['an id alone', `${text}\n— PeterNeumann x08gow==\n`],
    ['base64 without padding', `${text}\n${peterLine.replace('=\n', '\n')}`],
    ['base64url', `${text}\n${peterLine.replaceAll('/', '_')}`],
    ['a bit too much in the base64', `${text}\n${peterLine.replace('AM=', 'AN=')}`],
    ['too many signatures', `${text}\n${peterLine.repeat(MAX_NOTE_SIGNATURES + 1)}`],
    ['too many bytes', `${'a'.repeat(MAX_NOTE_BYTES)}\n\n${peterLine}`],
    ['too many bytes in fewer characters', `${'ʻ'.repeat(MAX_NOTE_BYTES / 2)}\n\n${peterLine}`],
  ])('is not %s', (_name, note) => {
    expect(openNote(note, [peter])).toEqual({ ok: false, reason: 'MALFORMED' });
  });

  it('may be as long as the limits', () => {
    expect(openNote(`${text}\n${peterLine.repeat(MAX_NOTE_SIGNATURES)}`, [peter])).toMatchObject({ ok: true });
    const signer = { name: 'a', seed: goNote.peterSeed };
    const longest = `${'a'.repeat(MAX_NOTE_BYTES - Buffer.byteLength(signNote('\n', signer)))}\n`;
    expect(openNote(signNote(longest, signer), [noteKey(signer)])).toMatchObject({ ok: true });
    expect(() => signNote(`a${longest}`, signer)).toThrow(RangeError);
  });

  it('is opened as it was signed, and not with any character changed', () => {
    const texts = fc.string({ unit: 'binary' }).map((line) => `${line}\n`);
    const names = fc.string({ minLength: 1, unit: 'binary' }).filter(isKeyName);
    const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(texts.filter(isNoteText), names, seeds, fc.nat(), fc.string({ maxLength: 2 }), (...drawn) => {
        const [signed, name, seed, place, other] = drawn;
        const signer = { name, seed };
        const note = signNote(signed, signer);
        const keys = [noteKey(signer)];
        expect(openNote(note, keys)).toMatchObject({ ok: true, text: signed });
        const at = place % note.length;
        const changed = note.slice(0, at) + other + note.slice(at + 1);
        expect(openNote(changed, keys).ok).toBe(changed === note);
      }),
    );
  });

  it('never throws, whatever the text', () => {
    const pieces = fc.constantFrom('\n', '\n\n', '— ', 'PeterNeumann', ' ', 'x08gow==', '=', text, peterLine, '\ud800');
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' }))), (parts) => {
        expect(() => openNote(parts.join(''), [peter, enoch])).not.toThrow();
      }),
    );
  });

  it.each<[string, string]>([
    ['without a last line end', 'abc'],
    ['that is empty', ''],
    ['with a control character', 'a\u0007\n'],
    ['with half a surrogate pair', '\udc00\n'],
  ])('is not made of a text %s', (_name, other) => {
    expect(() => signNote(other, { name: 'a', seed: goNote.peterSeed })).toThrow(RangeError);
    expect(() => formatNote({ text: other, signatures: parseNote(`${text}\n${peterLine}`)?.signatures ?? [] })).toThrow(
      RangeError,
    );
  });

  it('is not written without signatures, nor with malformed ones', () => {
    const signature = signText(text, { name: 'a', seed: goNote.peterSeed });
    expect(() => formatNote({ text, signatures: [] })).toThrow(RangeError);
    expect(() => formatNote({ text, signatures: [{ ...signature, name: 'a b' }] })).toThrow(RangeError);
    expect(() => formatNote({ text, signatures: [{ ...signature, name: 'a\n\nb' }] })).toThrow(RangeError);
    expect(() => formatNote({ text, signatures: [{ ...signature, signature: new Uint8Array() }] })).toThrow(RangeError);
  });
});

describe('a checkpoint as a note', () => {
  const checkpoint = specificationCheckpoint.text;
  const log = { name: 'example.com/behind-the-sofa', seed: new Uint8Array(32).fill(1) };
  const witness = { name: 'witness.example.com/w1', seed: new Uint8Array(32).fill(2) };
  const witnessKey = cosignatureKey(witness.name, witness.seed);
  const signed = parseNote(signNote(checkpoint, log))?.signatures ?? [];

  it('of the specification is read whole', () => {
    const { logLine, witnessLine } = specificationCheckpoint;
    const note = `${checkpoint}\n${logLine}${witnessLine}`;
    const parsed = parseNote(note);
    expect(parsed?.text).toBe(checkpoint);
    expect(parsed?.signatures.map(({ name, keyId }) => `${name} ${keyId}`)).toEqual([
      'example.com/behind-the-sofa 033de0ae',
      'witness.example.com/w1 8d66cf3f',
    ]);
    expect(parsed && formatNote(parsed)).toBe(note);
  });

  it('of a public log is opened with the key of its public witness', () => {
    const { text: body, line, name, publicKey, keyId, time } = publicCosignature;
    const key = verifierKey(name, signatureTypes.cosignature, publicKey);
    expect(openNote(`${body}\n${line}`, [key])).toMatchObject({ ok: true, verified: [{ name, keyId, time }] });
  });

  it('takes cosignatures beside the signature of its log, and tells the latest time', () => {
    const times = [5, 9, 7];
    const cosignatures = times.map((time) => cosign({ text: checkpoint, ...witness, time }));
    const note = formatNote({ text: checkpoint, signatures: [...signed, ...cosignatures] });
    expect(openNote(note, [noteKey(log), witnessKey])).toMatchObject({
      verified: [
        { name: log.name, time: null },
        { name: witness.name, time: 9 },
      ],
    });
  });

  it('does not take the signature of a text for a cosignature, nor the other way round', () => {
    const { name, keyId } = witnessKey;
    const { signature } = signText(checkpoint, witness);
    const asCosignature = formatNote({ text: checkpoint, signatures: [{ name, keyId, signature }] });
    expect(openNote(asCosignature, [witnessKey])).toEqual({ ok: false, reason: 'BAD_SIGNATURE' });
    const cosignature = cosign({ text: checkpoint, ...log, time: 1 });
    const asSignature = formatNote({ text: checkpoint, signatures: [{ ...cosignature, keyId: noteKey(log).keyId }] });
    expect(openNote(asSignature, [noteKey(log)])).toEqual({ ok: false, reason: 'BAD_SIGNATURE' });
  });

  it('keeps its signatures when a cosignature is added', () => {
    const cosignature = cosign({ text: checkpoint, ...witness, time: 1 });
    const note = formatNote({ text: checkpoint, signatures: [...signed, cosignature, cosignature] });
    expect(note).toBe(`${signNote(checkpoint, log)}${formatSignatureLine(cosignature)}\n`);
  });
});

function keyOf(published: string): VerifierKey {
  const key = parseVerifierKey(published);
  if (key === null) {
    throw new Error('The text is no verifier key');
  }
  return key;
}
