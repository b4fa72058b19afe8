// Loaded before a server, ours and the others: collects its garbage when it is told to, and ends with its parent.
import { setTimeout as sleep } from 'node:timers/promises';

/** The garbage collector, as `--expose-gc` shows it; the flavour gives back what it can, as it does before it gives up. */
type Collect = (options: { readonly type: 'major'; readonly flavor: 'last-resort' }) => void;

process.on('message', (order: object) => {
  if (!('memory' in order)) {
    return;
  }
  void (async () => {
    // Twice, because what finalizers let go of is garbage only the next time.
    for (let round = 0; round < 2; round += 1) {
      (globalThis.gc as Collect | undefined)?.({ type: 'major', flavor: 'last-resort' });
      await sleep(50);
    }
    process.send?.({ memory: process.memoryUsage() });
  })();
});
process.on('disconnect', () => process.exit());
