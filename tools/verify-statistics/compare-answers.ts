export type Answer = number | string | boolean | null | readonly Answer[] | Answers;
export interface Answers {
  readonly [key: string]: Answer;
}

/** An expected answer that was not met. */
export interface Mismatch {
  /** Where it stands in `expected`, e.g. `ci95[1]`. */
  readonly path: string;
  /** What is wrong, e.g. `expected 0.25, got 0.3`. */
  readonly what: string;
}

export interface Comparison {
  /** Largest distance of a number from its answer; 0 where there is no number. */
  readonly largestError: number;
  /** Where that is; empty where there is no number. */
  readonly at: string;
  readonly mismatches: readonly Mismatch[];
}

/** Remarks of the file's author: texts that no function gives. */
const REMARKS = new Set(['note', 'notes', 'comment', 'remark', 'source', 'reference']);

/**
 * Compares every expected answer with what was computed. Numbers may differ by the tolerance, all
 * else has to be equal, an expected null stands for no value. A list has to have as many items, an
 * object may have more fields. Only texts under `note`, `comment` and the like are no answers.
 *
 * Field names are the same if their letters, digits and signs are: `se_CR1` is `seCr1`.
 *
 * @param tolerance largest absolute error, >= 0
 */
export function compareAnswers(expected: Answers, found: unknown, tolerance: number): Comparison {
  const leaves = leavesOf(expected, found, '');
  let largest = { error: 0, at: '' };
  const mismatches: Mismatch[] = [];
  for (const { path, wanted, got } of leaves) {
    const error = errorOf(wanted, got);
    if (error !== undefined && (largest.at === '' || error > largest.error)) {
      largest = { error, at: path };
    }
    const isMet = error === undefined ? isSame(wanted, got) : error <= tolerance;
    if (!isMet) mismatches.push({ path, what: `expected ${show(wanted)}, got ${show(got)}` });
  }
  return { largestError: largest.error, at: largest.at, mismatches };
}

interface Leaf {
  readonly path: string;
  readonly wanted: Answer;
  readonly got: unknown;
}

function leavesOf(wanted: Answer, got: unknown, path: string): Leaf[] {
  if (isList(wanted)) {
    if (!Array.isArray(got) || got.length !== wanted.length) return [{ path, wanted, got }];
    return wanted.flatMap((item, i) => leavesOf(item, got[i], `${path}[${i}]`));
  }
  if (typeof wanted !== 'object' || wanted === null) return [{ path, wanted, got }];
  return Object.entries(wanted).flatMap(([key, value]) => {
    if (typeof value === 'string' && REMARKS.has(key)) return [];
    return leavesOf(value, fieldOf(got, key), path === '' ? key : `${path}.${key}`);
  });
}

function fieldOf(found: unknown, key: string): unknown {
  if (typeof found !== 'object' || found === null) return undefined;
  const fields = found as Record<string, unknown>;
  if (key in fields) return fields[key];
  const same = Object.keys(fields).find((name) => plain(name) === plain(key));
  return same === undefined ? undefined : fields[same];
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_]/g, '');
}

/** Distance of two numbers; undefined where one of them is none. */
function errorOf(wanted: Answer, got: unknown): number | undefined {
  if (typeof wanted !== 'number' || typeof got !== 'number' || Number.isNaN(got)) return undefined;
  return wanted === got ? 0 : Math.abs(wanted - got);
}

function isSame(wanted: Answer, got: unknown): boolean {
  return wanted === null ? got === undefined || got === null : wanted === got;
}

function isList(answer: Answer): answer is readonly Answer[] {
  return Array.isArray(answer);
}

function show(value: unknown): string {
  return value === undefined ? 'no answer' : JSON.stringify(value);
}
