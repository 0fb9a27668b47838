import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { specJsonSchema } from './spec-json-schema.js';

const PUBLISHED = join(import.meta.dirname, '../../../../../docs/schema/experiment.v1.schema.json');

describe(specJsonSchema, () => {
  it('is what is published', () => {
    expect(JSON.parse(readFileSync(PUBLISHED, 'utf8'))).toEqual(specJsonSchema());
  });
});
