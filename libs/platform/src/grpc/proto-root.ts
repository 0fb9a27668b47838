import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder `proto/` of this installation: gRPC reads the contracts when it starts. */
export const PROTO_ROOT = findUp(
  dirname(fileURLToPath(import.meta.url)),
  join('proto', 'equipoise'),
);

function findUp(from: string, name: string): string {
  if (existsSync(join(from, name))) return join(from, 'proto');
  const parent = dirname(from);
  if (parent === from) throw new Error(`${name} was not found in any folder above this program`);
  return findUp(parent, name);
}
