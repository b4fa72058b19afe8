import { readConfig } from '../config.js';
import { createLogger } from '../log.js';
import { startDemo } from './demonstration/start.js';
import { playStory, type StoryRow } from './demonstration/story.js';
import { runCommand } from './run-command.js';

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
  const config = readConfig();
  const running = `http://${config.host}:${config.port}`;
  const own = (await answers(running)) ? null : await startDemo({ ...config, port: 0 }, createLogger({ level: 'error' }));
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
