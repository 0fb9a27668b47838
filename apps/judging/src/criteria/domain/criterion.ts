import { contentKey, type FieldViolation } from '@equipoise/kernel';
import { InvalidCriterionError } from './criteria.errors.js';

/** The scale: level i of a criterion says what score i + 1 means. */
export const LEVELS = 5;

/** What a criterion says; a version of it never changes. */
export interface CriterionText {
  /** Lower-case letters, digits and hyphens, e.g. `accuracy`. */
  readonly name: string;
  /** What is judged, one or two sentences. */
  readonly description: string;
  /** What scores 1 to 5 mean, one line each, shape [5]. */
  readonly levels: readonly string[];
  /** Whether the form shows the reference answers. */
  readonly needsReference: boolean;
  /** Evaluation steps for judges that write none of their own; empty: the general ones are used. */
  readonly steps: readonly string[];
}

export interface Criterion extends CriterionText {
  /** 1, 2, ... */
  readonly version: number;
}

/** Names a criterion's text: equal texts have equal keys. */
export function textKey({ description, levels, needsReference, steps }: CriterionText): string {
  return contentKey({ description, levels, needsReference, steps });
}

/** A criterion's name as a form shows it: `cited-sources` is `Cited sources`. */
export function criterionTitle(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * The same criterion with outer blanks and line breaks removed from its lines.
 *
 * @throws InvalidCriterionError naming every field at fault
 */
export function checkedCriterion(draft: CriterionText): CriterionText {
  const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const text: CriterionText = {
    name: draft.name,
    description: oneLine(draft.description),
    levels: draft.levels.map(oneLine),
    needsReference: draft.needsReference,
    steps: draft.steps.map(oneLine),
  };
  const violations = [...nameViolations(text.name), ...textViolations(text)];
  if (violations.length > 0) throw new InvalidCriterionError(violations);
  return text;
}

function nameViolations(name: string): FieldViolation[] {
  if (/^[a-z][a-z0-9-]{0,62}$/.test(name)) return [];
  const message = `"${name}" is no name: use lower-case letters, digits and hyphens, a letter first, at most 63`;
  return [{ path: 'criterion.name', message }];
}

function textViolations({ description, levels, steps }: CriterionText): FieldViolation[] {
  const violations = lengthViolations('criterion.description', description, 2000);
  if (levels.length !== LEVELS) {
    const message = `${levels.length} levels were given: say what each score from 1 to ${LEVELS} means, in this order`;
    violations.push({ path: 'criterion.levels', message });
  }
  levels.forEach((level, i) => {
    violations.push(...lengthViolations(`criterion.levels[${i}]`, level, 500));
  });
  steps.forEach((step, i) => {
    violations.push(...lengthViolations(`criterion.steps[${i}]`, step, 500));
  });
  return violations;
}

function lengthViolations(path: string, text: string, most: number): FieldViolation[] {
  if (text === '') return [{ path, message: 'is empty: write at least a few words' }];
  if (text.length <= most) return [];
  return [{ path, message: `has ${text.length} characters: shorten it to at most ${most}` }];
}
