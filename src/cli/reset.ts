import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { readConfig } from '../config.js';
import { claimant, resolveDataDirectory } from '../database/embedded/index.js';
import { runCommand } from './run-command.js';

await runCommand(async () => {
  const config = readConfig();
  if (config.profile === 'server') {
    throw new Error('`npm run reset` is for the demo profile. Unset DATABASE_URL, or drop that database by its own tools.');
  }
  const located = await resolveDataDirectory(config.dataDirectory);
  const user = await claimant(located);
  if (user) {
    throw new Error(`Process ${user.pid} uses these data. Stop it first.`);
  }
  const folders = [...new Set([located, config.dataDirectory])];
  const sure =
    process.argv.includes('--yes') ||
    (await (async () => {
      const terminal = createInterface({ input: process.stdin, output: process.stdout });
      const answer = await terminal.question(`Delete all data in ${folders.join(' and ')}? Type "yes": `);
      terminal.close();
      return answer.trim().toLowerCase() === 'yes';
    })());
  if (!sure) {
    console.log('Nothing was deleted.');
    return;
  }
  for (const folder of folders) {
    await rm(folder, { recursive: true, force: true });
  }
  console.log('Deleted. `npm start` begins anew.');
});
