import { rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '../config.js';
import { claimant, resolveDataDirectory } from '../database/embedded/index.js';
import { ask } from './ask.js';
import { runCommand } from './run-command.js';

/** All that Kengash ever makes in a data folder. */
const ownNames = ['postgres', 'postgres.password', 'files', 'secret', 'kengash.pid', 'WHERE-THE-DATA-ARE.txt'];

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
    (await ask([{ text: `Delete all data of Kengash in ${folders.join(' and ')}? Type "yes": ` }]))[0]?.trim().toLowerCase() === 'yes';
  if (!sure) {
    console.log('Nothing was deleted.');
    return;
  }
  for (const folder of folders) {
    for (const name of ownNames) {
      await rm(join(folder, name), { recursive: true, force: true });
    }
    // What else is in the folder is somebody's own, and so is the folder then.
    await rmdir(folder).catch(() => {});
  }
  console.log('Deleted. `npm start` begins anew.');
});
