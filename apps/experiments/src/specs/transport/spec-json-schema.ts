import { z } from 'zod';
import { specDocumentSchema } from './spec-document.schema.js';

/** The part of JSON Schema that this document uses. */
export interface JsonSchema {
  readonly description?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
}

/** JSON Schema (draft 2020-12) of what a user may write: defaults need not be given. */
export function specJsonSchema(): JsonSchema {
  return {
    $id: 'https://equipoise.dev/schema/experiment.v1.schema.json',
    title: 'Equipoise experiment',
    ...(z.toJSONSchema(specDocumentSchema, { io: 'input' }) as JsonSchema),
  } as JsonSchema;
}

/** The schema at a path such as `['spec', 'arms', 0]`; undefined where the path leaves it. */
export function schemaAt(path: readonly PropertyKey[]): JsonSchema | undefined {
  let at: JsonSchema | undefined = specJsonSchema();
  for (const key of path) {
    at = typeof key === 'number' ? at?.items : at?.properties?.[String(key)];
  }
  return at;
}
