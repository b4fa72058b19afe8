import { wholeRoot } from '../../scoring/geometric-mean.js';

// The first 64 primes.
const primes = Array.from({ length: 312 }, (_, number) => number).filter(
  (number, _, all) => number > 1 && all.every((other) => other < 2 || other >= number || number % other !== 0),
);
// The standard's constants are the first 32 bits behind the point of the cube and square roots of these primes.
const roundConstants = Int32Array.from(primes, (prime) => bitsOfRoot(prime, 3n));
const initialState = Int32Array.from(primes.slice(0, 8), (prime) => bitsOfRoot(prime, 2n));
const blockBytes = 64;
const counterBytes = 8;

/**
 * SHA-256 (FIPS 180-4, 2015) of `prefix || counter`, the counter as eight bytes with the highest first, for counter 0,
 * 1, 2, ... Every call fills and returns the same eight words. What the prefix fills of whole blocks is compressed
 * once, so a call costs one compression or two: several times less than a hash object for each, and hundreds of
 * thousands are wanted for one table. Nothing but whole numbers, so the words are the same everywhere; a test compares
 * them with the hash of the ledger.
 */
export function sha256Stream(prefix: Uint8Array): () => Int32Array {
  const middle = Int32Array.from(initialState);
  const schedule = new Int32Array(blockBytes);
  const wholeBytes = prefix.length - (prefix.length % blockBytes);
  const whole = new DataView(Uint8Array.from(prefix.subarray(0, wholeBytes)).buffer);
  for (let offset = 0; offset < wholeBytes; offset += blockBytes) {
    compress(middle, whole, offset, schedule);
  }
  const tail = paddedTail(prefix, wholeBytes);
  const state = new Int32Array(middle.length);
  const counterOffset = prefix.length - wholeBytes;
  let counter = 0;
  return () => {
    tail.setUint32(counterOffset, Math.floor(counter / 2 ** 32));
    tail.setUint32(counterOffset + 4, counter % 2 ** 32);
    counter += 1;
    state.set(middle);
    for (let offset = 0; offset < tail.byteLength; offset += blockBytes) {
      compress(state, tail, offset, schedule);
    }
    return state;
  };
}

/** The rest of the prefix, room for the counter, and the padding: a one bit, zeros, the length in bits. */
function paddedTail(prefix: Uint8Array, from: number): DataView {
  const rest = prefix.subarray(from);
  const length = Math.ceil((rest.length + counterBytes + 9) / blockBytes) * blockBytes;
  const bytes = new Uint8Array(length);
  bytes.set(rest);
  bytes[rest.length + counterBytes] = 0x80;
  const tail = new DataView(bytes.buffer);
  tail.setBigUint64(length - 8, BigInt(prefix.length + counterBytes) * 8n);
  return tail;
}

function compress(state: Int32Array, block: DataView, offset: number, schedule: Int32Array): void {
  for (let t = 0; t < 16; t += 1) {
    schedule[t] = block.getInt32(offset + 4 * t);
  }
  for (let t = 16; t < 64; t += 1) {
    const early = schedule[t - 15] ?? 0;
    const late = schedule[t - 2] ?? 0;
    const smallSigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const smallSigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    schedule[t] = ((schedule[t - 16] ?? 0) + smallSigma0 + (schedule[t - 7] ?? 0) + smallSigma1) | 0;
  }
  // The eight working variables keep the letters of the standard; a loop over them would take as long as the rounds.
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  let e = state[4] ?? 0;
  let f = state[5] ?? 0;
  let g = state[6] ?? 0;
  let h = state[7] ?? 0;
  for (let t = 0; t < 64; t += 1) {
    const sigma1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + sigma1 + ((e & f) ^ (~e & g)) + (roundConstants[t] ?? 0) + (schedule[t] ?? 0)) | 0;
    const sigma0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (sigma0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
  state[4] = (state[4] ?? 0) + e;
  state[5] = (state[5] ?? 0) + f;
  state[6] = (state[6] ?? 0) + g;
  state[7] = (state[7] ?? 0) + h;
}

function bitsOfRoot(prime: number, degree: bigint): number {
  return Number(BigInt.asIntN(32, wholeRoot(BigInt(prime) << (32n * degree), degree)));
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}
