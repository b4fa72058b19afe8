import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The folders that the verifier is made of. Nothing of the server is among them, so nobody has to trust it. */
const ownFolders: readonly string[] = ['language', 'ledger', 'publication', 'scoring', 'statistics', 'verify'];

/** What programs and people enter it by. */
const entries = ['verify/index.js', 'verify/bin.js', 'verify/index.d.ts'] as const;

/** What is taken over from the project's own `package.json`. */
interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

function manifestOf({ version, license, dependencies }: Manifest): object {
  return {
    name: 'kengash-verify',
    version,
    description: 'Verifies the published ratings of a Kengash server and the ledger behind them, offline',
    license,
    type: 'module',
    sideEffects: ['./dist/verify/bin.js'],
    engines: { node: '>=22' },
    bin: { 'kengash-verify': './dist/verify/bin.js' },
    exports: { '.': { types: './dist/verify/index.d.ts', default: './dist/verify/index.js' }, './package.json': './package.json' },
    files: ['dist'],
    dependencies: { canonicalize: dependencies.canonicalize },
  };
}

/** Runs npm: the one that runs this program, else the one that is found. */
function npm(...args: readonly string[]): Promise<{ readonly stdout: string }> {
  const { npm_execpath: path } = process.env;
  return path ? run(process.execPath, [path, ...args]) : run('npm', args, { shell: process.platform === 'win32' });
}

const imported = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.[^'"]+)['"]/g;

/** All files that the entries come to need, by their paths within the folder. Throws for one of the server. */
async function neededFiles(folder: string): Promise<ReadonlySet<string>> {
  const needed = new Set<string>(entries);
  for (const path of needed) {
    const [top = ''] = path.split('/');
    if (!ownFolders.includes(top)) {
      throw new Error(`The verifier imports a part of the server: ${path}`);
    }
    for (const [, specifier = ''] of (await readFile(join(folder, path), 'utf8')).matchAll(imported)) {
      const target = path.endsWith('.d.ts') ? specifier.replace(/\.js$/, '.d.ts') : specifier;
      needed.add(relative(folder, resolve(folder, dirname(path), target)).replaceAll(sep, '/'));
    }
  }
  return needed;
}

/** Removes what the compiler has written and nothing needs, such as the code behind imported types. */
async function removeOthers(folder: string): Promise<void> {
  const needed = await neededFiles(folder);
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(file.parentPath, file.name);
    if (file.isFile() && !needed.has(relative(folder, path).replaceAll(sep, '/'))) {
      await rm(path);
    }
  }
}

/**
 * Builds the published verifier in a folder and packs it there, given the project's root. Gives the path of the tarball.
 * Throws with the compiler's words when it does not compile, and when it needs a part of the server.
 */
export async function packVerifier(root: string, output: string): Promise<string> {
  const source = join(root, 'src', 'verify');
  const folder = join(output, 'package');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  try {
    await run(process.execPath, [compiler, '-p', join(source, 'tsconfig.json'), '--outDir', join(folder, 'dist')]);
  } catch (error) {
    throw new Error(`The verifier does not compile:\n${(error as { stdout?: string }).stdout ?? ''}`, { cause: error });
  }
  await removeOthers(join(folder, 'dist'));
  const project = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest;
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifestOf(project), null, 2)}\n`);
  await cp(join(source, 'README.md'), join(folder, 'README.md'));
  await npm('pack', folder, '--pack-destination', output, '--silent');
  return resolve(output, `kengash-verify-${project.version}.tgz`);
}
