/** Writes the published JSON Schemas: `node --import ./bench/typescript.mjs bench/write-schemas.ts`. */
import { writeFileSync } from 'node:fs';
import { analysisJsonSchema } from '@equipoise/contracts';

const PUBLISHED = new URL('../docs/schema/analysis.v1.schema.json', import.meta.url);

writeFileSync(PUBLISHED, `${JSON.stringify(analysisJsonSchema(), null, 2)}\n`);
