import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The weights that the page is set in. */
export type Weight = 'regular' | 'bold';

// Noto Sans has the letters of Uzbek in both scripts, of Karakalpak, Russian and English.
const files: Readonly<Record<Weight, string>> = {
  regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
};

const loaded = new Map<Weight, Uint8Array>();

/** The TrueType font of a weight, read once. */
export function fontOf(weight: Weight): Uint8Array {
  const bytes = loaded.get(weight) ?? readFileSync(createRequire(import.meta.url).resolve(files[weight]));
  loaded.set(weight, bytes);
  return bytes;
}
