/**
 * Lets the process go on when nobody reads its output any more (`npm start | head`), or the disk of the file that it
 * goes to is full: what is written then is lost, and is nobody's fault that could be told anywhere.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => {});
  }
}
