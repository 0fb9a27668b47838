import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { analysisJsonSchema } from '@equipoise/contracts';
import { specJsonSchema } from './specs/index.js';

const FOLDER = join('docs', 'schema');

// `npm run gen`: writes the schemas that users read, from those that the service checks with.
for (const [file, schema] of [
  ['experiment.v1.schema.json', specJsonSchema()],
  ['analysis.v1.schema.json', analysisJsonSchema()],
] as const) {
  await writeFile(join(FOLDER, file), `${JSON.stringify(schema, null, 2)}\n`);
}
