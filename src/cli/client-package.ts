import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the package needs at run time, or for its types; the project has the same ones. */
const dependencies = ['@graphql-typed-document-node/core', 'graphql', 'graphql-ws'] as const;

/** What is taken over from the project's own `package.json`. */
interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const entry = (name: string): object => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` });

function manifestOf(project: Manifest): object {
  return {
    name: '@kengash/client',
    version: project.version,
    description: 'Client of the Kengash GraphQL API: resumable streams, a durable queue of mutations, no framework',
    license: project.license,
    type: 'module',
    sideEffects: false,
    engines: { node: '>=22' },
    exports: { '.': entry('index'), './node': entry('node'), './package.json': './package.json' },
    files: ['dist'],
    dependencies: Object.fromEntries(dependencies.map((name) => [name, project.dependencies[name]])),
  };
}

/** Runs npm: the one that runs this program, else the one that is found. */
function npm(...args: readonly string[]): Promise<{ readonly stdout: string }> {
  const { npm_execpath: path } = process.env;
  return path ? run(process.execPath, [path, ...args]) : run('npm', args, { shell: process.platform === 'win32' });
}

/**
 * Builds the published client in a folder and packs it there, given the project's root. Gives the path of the tarball.
 * Throws with the compiler's words when it does not compile.
 */
export async function packClient(root: string, output: string): Promise<string> {
  const source = join(root, 'src', 'client');
  const folder = join(output, 'package');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  try {
    await run(process.execPath, [compiler, '-p', join(source, 'tsconfig.json'), '--outDir', join(folder, 'dist')]);
  } catch (error) {
    throw new Error(`The client does not compile:\n${(error as { stdout?: string }).stdout ?? ''}`, { cause: error });
  }
  const project = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest;
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifestOf(project), null, 2)}\n`);
  await cp(join(source, 'README.md'), join(folder, 'README.md'));
  await npm('pack', folder, '--pack-destination', output, '--silent');
  return resolve(output, `kengash-client-${project.version}.tgz`);
}
