import { runCommand } from './run-command.js';
import { packVerifier } from './verify-package.js';

// `npm run pack:verify [folder]`
await runCommand(async () => {
  console.log(await packVerifier('.', process.argv[2] ?? 'dist/verify'));
});
