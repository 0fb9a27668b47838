import { reasonOf } from '@equipoise/kernel';
import type { ExperimentSpec } from '../domain/experiment-spec.js';
import { InvalidSpecError } from '../domain/specs.errors.js';
import { type SpecDocument, specDocumentSchema } from './spec-document.schema.js';
import { violationsOf } from './spec-violations.js';

export interface ParsedSpec {
  /** What the user wrote, with every default filled in. */
  readonly document: SpecDocument;
  readonly spec: ExperimentSpec;
}

/**
 * Reads a spec from JSON.
 *
 * @throws InvalidSpecError with one violation for each field at fault
 */
export function parseSpec(json: string): ParsedSpec {
  const parsed = specDocumentSchema.safeParse(jsonOf(json));
  if (!parsed.success) throw new InvalidSpecError(violationsOf(parsed.error, jsonOf(json)));
  const document = parsed.data;
  return { document, spec: { name: document.metadata.name, ...document.spec } };
}

function jsonOf(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch (error) {
    throw new InvalidSpecError([
      { path: 'document', message: `is not JSON: ${reasonOf(error)}; give one JSON object` },
    ]);
  }
}
