/** The order of two codes by their UTF-16 code units, the same in every locale. */
export function byCode(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
