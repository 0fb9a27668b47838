// Lets Node run the repository's TypeScript as it stands: `node --import ./bench/typescript.mjs file.ts`.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const LIBS = new URL('../libs/', import.meta.url);

registerHooks({
  resolve(specifier, context, next) {
    const lib = /^@equipoise\/(\w+)$/.exec(specifier);
    if (lib) return next(new URL(`${lib[1]}/src/index.ts`, LIBS).href, context);
    const isOurs = specifier.startsWith('.') && /\.ts$/.test(context.parentURL ?? '');
    return next(isOurs ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
  load(url, context, next) {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
    const { code } = transformSync(readFileSync(fileURLToPath(url), 'utf8'), {
      filename: fileURLToPath(url),
      jsc: {
        target: 'es2023',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
      },
      module: { type: 'es6' },
      sourceMaps: 'inline',
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
