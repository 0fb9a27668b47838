import { didYouMean, type FieldViolation } from '@equipoise/kernel';
import type { z } from 'zod';
import { schemaAt } from './spec-json-schema.js';

type Issue = z.core.$ZodIssue;
/** Longest value that is quoted whole. */
const QUOTED_CHARACTERS = 80;

/** One violation for each field at fault: its path, its value, what would be right and what it means. */
export function violationsOf(error: z.ZodError, document: unknown): FieldViolation[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => unknownField(issue.path, key))
      : [faultyField(issue, document)],
  );
}

function unknownField(parent: readonly PropertyKey[], key: string): FieldViolation {
  const known = Object.keys(schemaAt(parent)?.properties ?? {});
  const meant = didYouMean(key, known);
  const remedy = meant ? `did you mean "${meant}"?` : `remove it; known are ${known.join(', ')}`;
  return { path: pathText([...parent, key]), message: `is no field of an experiment; ${remedy}` };
}

function faultyField(issue: Issue, document: unknown): FieldViolation {
  const value = valueAt(document, issue.path);
  const meaning = schemaAt(issue.path)?.description;
  const fault = value === undefined ? 'is missing' : `is ${quoted(value)}`;
  const message = `${fault}; ${remedyOf(issue, value)}${meaning ? ` (${meaning})` : ''}`;
  return { path: pathText(issue.path), message };
}

function remedyOf(issue: Issue, value: unknown): string {
  if (issue.code === 'invalid_type') return `give ${EXPECTED[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') return oneOf(issue.values.map(String), value);
  if (issue.code === 'too_small') {
    return `give ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unitOf(issue.origin)}`;
  }
  if (issue.code === 'too_big') {
    return `give ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unitOf(issue.origin)}`;
  }
  return issue.message;
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with named fields',
};

function oneOf(allowed: readonly string[], value: unknown): string {
  const choice = allowed.map((item) => `"${item}"`).join(', ');
  const meant = typeof value === 'string' ? didYouMean(value, allowed) : undefined;
  const hint = meant && allowed.length > 1 ? `; did you mean "${meant}"?` : '';
  return `give ${allowed.length > 1 ? 'one of ' : ''}${choice}${hint}`;
}

function unitOf(origin: string): string {
  if (origin === 'array') return ' entries';
  return origin === 'string' ? ' characters' : '';
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined,
    document,
  );
}

function quoted(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= QUOTED_CHARACTERS ? text : `${text.slice(0, QUOTED_CHARACTERS)}…`;
}

/** `['spec', 'arms', 0, 'base']` is `spec.arms[0].base`; the document itself is `document`. */
export function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'document';
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}
