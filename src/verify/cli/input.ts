import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { download } from '../download.js';
import { refuse } from '../fault.js';
import { readJson } from '../json-text.js';
import { membersOf } from '../shape/object.js';
import { looksLikeAddress, webAddress } from '../web-address.js';
import type { Terminal } from './terminal.js';

/** The most bytes of a bundle. */
export const mostBundleBytes = 256 * 1024 * 1024;

/** The most bytes of anything else that is read as a whole. */
export const mostSmallBytes = 4 * 1024 * 1024;

const downloadMilliseconds = 120_000;

type Tell = (done: number, total: number | null) => void;

/** The bytes of a file in pieces, with how much there is. Refuses what cannot be read. */
export async function fileBytes(path: string): Promise<{ readonly size: number; readonly bytes: AsyncIterable<Uint8Array> }> {
  try {
    const { size } = await stat(path);
    return { size, bytes: readable(path) };
  } catch (error) {
    return unreadable(path, error);
  }
}

async function* readable(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path)) {
      yield chunk as Uint8Array;
    }
  } catch (error) {
    unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): never {
  return refuse('CANNOT_READ', path, `This cannot be read: ${error instanceof Error ? error.message : 'unknown error'}.`);
}

/** The text of a file in UTF-8 of at most so many bytes. */
export async function fileText(path: string, most: number): Promise<string> {
  const { bytes } = await fileBytes(path);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parts: string[] = [];
  let done = 0;
  for await (const chunk of bytes) {
    done += chunk.length;
    if (done > most) {
      refuse('TOO_LARGE', path, `This has more than ${most} bytes.`);
    }
    parts.push(decodedAs(path, () => decoder.decode(chunk, { stream: true })));
  }
  return parts.join('') + decodedAs(path, () => decoder.decode());
}

/** The text of a bundle out of a file or from the web. */
export async function bundleText(source: string, { fetcher }: Terminal, onProgress: Tell): Promise<string> {
  return looksLikeAddress(source)
    ? download(fetcher, webAddress(source, 'arguments'), { headers: { accept: 'application/json' } }, { bytes: mostBundleBytes, milliseconds: downloadMilliseconds, onProgress })
    : fileText(source, mostBundleBytes);
}

/** A checkpoint out of a file: the signed note itself, or the answer of the API to `checkpoint { note }`. */
export async function checkpointText(path: string): Promise<string> {
  const content = await fileText(path, mostSmallBytes);
  return content.trimStart().startsWith('{') ? noteIn(readJson(content, path), path) : content;
}

function noteIn(value: unknown, place: string): string {
  const { data, checkpoint, note } = membersOf(value, place);
  return typeof note === 'string' ? note : noteIn(data ?? checkpoint, place);
}

/** The lines of a file that are neither empty nor comments (#). */
export async function fileLines(path: string): Promise<readonly string[]> {
  const lines = (await fileText(path, mostSmallBytes)).split(/\r?\n/);
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}

/** Decodes, and refuses what is no UTF-8. */
export function decodedAs(place: string, decode: () => string): string {
  try {
    return decode();
  } catch {
    return refuse('NOT_JSON', place, 'This is no text in UTF-8.');
  }
}
