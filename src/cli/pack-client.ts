import { packClient } from './client-package.js';
import { runCommand } from './run-command.js';

// `npm run pack:client [folder]`
await runCommand(async () => {
  console.log(await packClient('.', process.argv[2] ?? 'dist/client'));
});
