import { outliveReaders } from '../outlive-readers.js';

/** Runs a command of the command line; a failure is told in one line, with its code, and ends with exit status 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  outliveReaders();
  try {
    await command();
  } catch (error) {
    const code = (error as { readonly code?: unknown }).code;
    const message = error instanceof Error ? error.message : String(error);
    console.error(`${message}${typeof code === 'string' ? ` (${code})` : ''}`);
    process.exitCode = 1;
  }
}
