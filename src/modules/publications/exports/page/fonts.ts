import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';

/** The weights that the page is set in. */
export type Weight = 'regular' | 'bold';

// Noto Sans has the letters of Uzbek in both scripts, of Karakalpak, Russian and English.
const files: Readonly<Record<Weight, string>> = {
  regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
};

const read = new Map<Weight, PDFKit.Mixins.PDFFontSource>();

/** The TrueType font of a weight. It is read once: its tables take longer to read than a page to write. */
export function fontOf(weight: Weight): PDFKit.Mixins.PDFFontSource {
  const bytes = (): Buffer => readFileSync(createRequire(import.meta.url).resolve(files[weight]));
  // A font that has been read is as good as its bytes for pdfkit; only the types do not say so.
  const font = read.get(weight) ?? (create(bytes()) as unknown as PDFKit.Mixins.PDFFontSource);
  read.set(weight, font);
  return font;
}
