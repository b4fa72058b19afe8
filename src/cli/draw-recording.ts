import { text as readAll } from 'node:stream/consumers';
import { writeFile } from 'node:fs/promises';

/** Sizes in pixels. */
const size = { width: 1000, left: 18, top: 54, line: 19, bottom: 40 } as const;

const style =
  'text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre;fill:#d7dee6;' +
  'animation:show .2s both}.step{fill:#8fd3a8}.watch{fill:#7db7ff}.head{fill:#f2c572}@keyframes show{from{opacity:.3}}' +
  '@media(prefers-reduced-motion:reduce){text{animation:none}}';

/** What a line is alike with, so that a long run of such lines can be shortened; null for one that stands alone. */
function kindOf(line: string): string | null {
  const watched = /^ {4}\[watcher\] (\D+)#\d+ +(.*)$/.exec(line);
  if (watched) {
    const words = (watched[2] ?? '').replace(/^[A-Z][\w ]+:/, 'council:').replace(/[\w-]*\d[\w.-]*/g, '#');
    return `${watched[1]}${words}`;
  }
  return /^ +\d+ +\d+ /.test(line) ? 'row' : null;
}

/** Shows of many lines that are alike the first two and the last. */
function shortened(lines: readonly string[]): string[] {
  const runs: { readonly kind: string | null; readonly lines: string[] }[] = [];
  for (const line of lines) {
    const kind = kindOf(line);
    const last = runs.at(-1);
    if (last && kind !== null && last.kind === kind) {
      last.lines.push(line);
    } else {
      runs.push({ kind, lines: [line] });
    }
  }
  return runs.flatMap(({ kind, lines: alike }) => {
    const shown = kind === 'row' ? 5 : 2;
    return alike.length <= shown + 2 ? alike : [...alike.slice(0, shown), kind === 'row' ? '  ..' : '    ...', ...alike.slice(-1)];
  });
}

function classOf(line: string): string {
  const kinds = [
    [/^\d\. /, 'step'],
    [/^ {4}\[watcher\]/, 'watch'],
    [/^(\$|Publication|rank)/, 'head'],
  ] as const;
  return kinds.find(([form]) => form.test(line))?.[1] ?? '';
}

const escaped = (line: string): string => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&#x27;');

/** The picture of a terminal with the story in it, of all that a run of `npm run demo` has printed. */
function draw(output: string): string {
  const told = output.split('\n').map((line) => line.trimEnd());
  const lines = ['$ npm run demo', ...shortened(told.slice(told.findIndex((line) => line.startsWith('1. ')))).join('\n').trimEnd().split('\n')];
  const height = size.top + lines.length * size.line + size.bottom - size.line;
  let delay = 0;
  const texts = lines.flatMap((line, at) => {
    const name = classOf(line);
    delay += name === 'step' ? 0.5 : 0.15;
    const attributes = `x="${size.left}" y="${size.top + at * size.line}"${name && ` class="${name}"`} style="animation-delay:${delay.toFixed(2)}s"`;
    return line === '' ? [] : [`<text xml:space="preserve" ${attributes}>${escaped(line)}</text>`];
  });
  const label = 'npm run demo: one rating from the plan to the published table, told in a terminal';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${height}" width="${size.width}" height="${height}" role="img" aria-label="${label}">`,
    `<style>${style}</style>`,
    `<rect width="${size.width}" height="${height}" rx="10" fill="#11161d"/><circle cx="22" cy="20" r="6" fill="#e0625b"/><circle cx="42" cy="20" r="6" fill="#e3b74d"/><circle cx="62" cy="20" r="6" fill="#6bbf6b"/>`,
    ...texts,
    '</svg>\n',
  ].join('\n');
}

// `npm run --silent demo | node dist/src/cli/draw-recording.js src/cli/demonstration/recording.svg`
await writeFile(process.argv[2] ?? 'src/cli/demonstration/recording.svg', draw(await readAll(process.stdin)));
