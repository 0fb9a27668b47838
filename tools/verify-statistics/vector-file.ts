import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Answers } from './compare-answers.js';

/** One published case: inputs and the right answers. */
export interface Vector {
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected: Answers;
  /** Largest absolute error of a number, >= 0. */
  readonly abs_tol: number;
}

/** The file is missing, is not JSON or has another form. */
export class UnreadableVectorsError extends Error {
  override readonly name = 'UnreadableVectorsError';
}

const answer: z.ZodType<Answers[string]> = z.lazy(() =>
  z.union([
    z.number(),
    z.string(),
    z.boolean(),
    z.null(),
    z.array(answer),
    z.record(z.string(), answer),
  ]),
);
const vector = z.object({
  id: z.string().min(1),
  inputs: z.record(z.string(), z.unknown()),
  expected: z.record(z.string(), answer).refine((answers) => Object.keys(answers).length > 0, {
    error: 'has no answers',
  }),
  abs_tol: z.number().nonnegative(),
});
const vectors = z.array(vector).min(1);

/** More would hide the first. */
const MOST_PROBLEMS = 5;

/**
 * The vectors of a file: `{ "vectors": [...] }`, or the list alone.
 *
 * @throws UnreadableVectorsError naming the file and the fields that are wrong
 */
export function readVectors(path: string): Vector[] {
  const content = contentOf(path);
  const schema = Array.isArray(content) ? vectors : z.object({ vectors });
  const parsed = schema.safeParse(content);
  if (parsed.success) return Array.isArray(parsed.data) ? parsed.data : parsed.data.vectors;
  const problems = parsed.error.issues
    .slice(0, MOST_PROBLEMS)
    .map((issue) => `${fieldOf(issue.path)}: ${issue.message}`);
  throw new UnreadableVectorsError(`${path}: ${problems.join('; ')}`);
}

function contentOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const fault = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new UnreadableVectorsError(`${path} ${fault}: ${reason}`);
  }
}

/** `vectors[3].abs_tol` */
function fieldOf(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`));
  return steps.join('').replace(/^\./, '') || 'the file';
}
