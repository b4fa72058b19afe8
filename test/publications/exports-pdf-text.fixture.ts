import { inflateSync } from 'node:zlib';

/** A PDF of one of our pages, read back: how many pages, the text in the order in which it was written. */
export interface ReadPdf {
  readonly pages: number;
  /** Lines joined by blanks. */
  readonly text: string;
  /** Whether a letter was asked for that the font does not have. */
  readonly hasMissingGlyph: boolean;
}

/** Reads the text through the maps from glyphs to letters that the file carries: what a search or a screen reader gets. */
export function readPdf(bytes: Buffer): ReadPdf {
  const objects = new Map(
    [...bytes.toString('latin1').matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [id, body]),
  );
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body));
  const fonts = new Map(
    [...[...objects.values()].join('\n').matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1];
      return [name, lettersOf(stream(objects.get(map ?? '')))] as const;
    }),
  );
  let letters: ReadonlyMap<string, string> = new Map();
  let hasMissingGlyph = false;
  const lines: string[] = [];
  for (const page of pages) {
    const content = stream(objects.get(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? ''));
    for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (font !== undefined) {
        letters = fonts.get(font) ?? letters;
      } else {
        const glyphs = [...(shown ?? '').matchAll(/<([0-9a-f]+)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
        hasMissingGlyph ||= glyphs.includes('0000');
        lines.push(glyphs.map((glyph) => letters.get(glyph.toLowerCase()) ?? '\uFFFD').join(''));
      }
    }
  }
  return { pages: pages.length, text: lines.join(' ').replaceAll(/\s+/g, ' '), hasMissingGlyph };
}

/** What an object holds, inflated; nothing where it holds no stream. */
function stream(body = ''): string {
  const content = /stream\n([\s\S]*)\nendstream/.exec(body)?.[1];
  return content === undefined ? '' : inflateSync(Buffer.from(content, 'latin1')).toString('latin1');
}

/** Glyphs and their letters: ranges of glyphs, each with a list of UTF-16 texts. */
function lettersOf(map: string): ReadonlyMap<string, string> {
  return new Map(
    [...map.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g)].flatMap(([, from = '0', list = '']) =>
      [...list.matchAll(/<([\w ]+)>/g)].map(([, hex = ''], at) => [
        (Number.parseInt(from, 16) + at).toString(16).padStart(4, '0'),
        Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
      ]),
    ),
  );
}
