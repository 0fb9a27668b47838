import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { analysisJsonSchema } from './analysis.v1.js';

describe(analysisJsonSchema, () => {
  it('is what docs/schema publishes (else `npm run gen`)', () => {
    const published = readFileSync(resolve('docs/schema/analysis.v1.schema.json'), 'utf8');
    expect(JSON.parse(published)).toEqual(analysisJsonSchema());
  });
});
