import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * A folder whose `python3` is the real one of this machine, but for one module, as Linux distributions
 * leave modules out.
 *
 * @param folder gets the program
 * @returns the folder as a PATH; undefined where there is no Python 3.11: said aloud, for tests are skipped then
 */
export async function pythonWithout(module: string, folder: string): Promise<string | undefined> {
  const real = await realPython();
  if (real === undefined) {
    process.stderr.write(
      `SKIPPED: a Python without ${module}, because there is no Python 3.11 here\n`,
    );
    return undefined;
  }
  const [programs, customised] = [join(folder, 'bin'), join(folder, 'site')];
  await mkdir(programs, { recursive: true });
  await mkdir(customised);
  // Python imports this module first, where there is one.
  await writeFile(
    join(customised, 'sitecustomize.py'),
    `import sys\nsys.modules['${module}'] = None\n`,
  );
  const program = join(programs, 'python3');
  await writeFile(program, `#!/bin/sh\nPYTHONPATH='${customised}' exec '${real}' "$@"\n`);
  await chmod(program, 0o755);
  return programs;
}

async function realPython(): Promise<string | undefined> {
  const script = 'import sys; print(sys.executable if sys.version_info >= (3, 11) else "")';
  try {
    const { stdout } = await run('python3', ['-c', script]);
    return stdout.trim() || undefined;
  } catch {
    return undefined; // no Python at all
  }
}
