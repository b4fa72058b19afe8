import { type Config, readConfig } from '../config.js';
import { httpAddress } from '../http/address.js';
import { createLogger } from '../log.js';
import { startDemo } from './demonstration/start.js';
import { playStory, type StoryRow } from './demonstration/story.js';
import { runCommand } from './run-command.js';

/** Where this machine finds a server: one that listens on all addresses is found at the own one. */
function runningAddress({ host, port }: Config): string {
  const own: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  return httpAddress(own[host] ?? host, port);
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    (response) => response.ok,
    () => false,
  );
}

function line({ rank, councilName, published, categoryName, exact }: StoryRow): string {
  const figures = [String(rank ?? '-').padStart(4), String(published ?? '-').padStart(6), (categoryName ?? '-').padEnd(15)];
  return `${figures.join('  ')}  ${councilName}  (${exact ?? 'not rated'})`;
}

await runCommand(async () => {
  if (process.env.DATABASE_URL) {
    const message =
      '`npm run demo` plays with the demonstration accounts, which a server on a database of its own does not have. ' +
      'Unset DATABASE_URL.';
    throw Object.assign(new Error(message), { code: 'DEMO_PROFILE_NEEDED' });
  }
  const config = readConfig();
  const running = runningAddress(config);
  // Its accounts have a known password: this machine alone may use them.
  const ownConfig = { ...config, host: '127.0.0.1', port: 0 };
  const own = (await answers(running))
    ? null
    : await startDemo(ownConfig, createLogger({ level: 'error' }), { isWelcoming: false });
  try {
    const url = own?.url ?? running;
    console.log(`\nOne rating, from the plan to the published table, on ${url}\n`);
    const started = performance.now();
    const result = await playStory({ url, say: (text) => console.log(text) });
    console.log(`\nPublication ${result.number}, ${result.snapshotHash}\n`);
    console.log('rank  points  category         council');
    for (const row of result.rows) {
      console.log(line(row));
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`\nThe marks are invented and the methodology is an illustration. Played in ${seconds} s.`);
  } finally {
    await own?.stop();
  }
});
