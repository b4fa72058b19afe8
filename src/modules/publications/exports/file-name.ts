/** What names a file: the stem that every system can keep, and the title that people read. */
export interface FileTitle {
  /** Such as `publication-7-ru`. */
  readonly stem: string;
  /** In any language. */
  readonly title: string;
  readonly extension: string;
}

const longestTitle = 120;

/** The name in ASCII letters, digits, points and hyphens. */
export function asciiFileName({ stem, extension }: FileTitle): string {
  return `${stem.replaceAll(/[^A-Za-z0-9-]+/g, '-')}.${extension}`;
}

/**
 * The value of a Content-Disposition header (RFC 6266): the ASCII name, and beside it the title in UTF-8 (RFC 5987) for
 * those who read it. Nothing of the title can end the header or name a folder.
 */
export function attachmentOf(file: FileTitle): string {
  const readable = file.title
    .replaceAll(/[\p{C}/\\:*?"<>|]+/gu, ' ')
    .replaceAll(/\s+/g, ' ');
  // Cut between characters, so that no half of one is left; a name that begins with a point would be hidden.
  const name = [...readable].slice(0, longestTitle).join('').replace(/^[.\s]+|\s+$/g, '');
  const encoded = encodeURIComponent(`${name || file.stem}.${file.extension}`).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${asciiFileName(file)}"; filename*=UTF-8''${encoded}`;
}
