import { DIRTY_OVERLAPS, type GuardFinding } from '@equipoise/contracts';
import type { DatasetFacts, SpecFacts, TextOverlap } from './facts.js';
import type { ExperimentPlan, PlannedCell } from './plan.js';

/** Examples that a finding quotes. */
const EXAMPLES = 3;
const LONGEST_QUOTE = 80;

/** Largest difference between two scores from 1 to 5. */
const SCORE_POINTS = 4;

const DIRTY: readonly TextOverlap['kind'][] = DIRTY_OVERLAPS;

type Facts = Pick<SpecFacts, 'datasets' | 'overlaps'>;

/**
 * What of the questions to be asked stands in training questions or documents, dataset by dataset.
 * Dirty questions are a warning where they alone could move a difference by the margin: a share s of
 * them moves a mean on the 1 to 5 scale by up to 4 s.
 *
 * @param margin smallest difference that matters, points
 */
export function contaminationFindings(
  cells: readonly PlannedCell[],
  facts: Facts,
  margin: number,
): GuardFinding[] {
  return facts.datasets.flatMap((dataset) => {
    const { asked, found } = overlapsAmong(cells, dataset, facts);
    return RULES.flatMap(({ kinds, message, remedy }): GuardFinding[] => {
      const some = found.filter(({ kind }) => kinds.includes(kind));
      const count = idsOf(some).length;
      if (count === 0) return [];
      const isGrave = kinds === DIRTY && (SCORE_POINTS * count) / asked.size >= margin;
      const share = `${count} of ${asked.size} test questions ${message}`;
      return [
        {
          guard: 'contamination',
          severity: isGrave ? 'warning' : 'info',
          subject: `${dataset.label}, ${kinds.join(' or ')}`,
          message: `${share}, for example ${examplesOf(some)}`,
          remedy,
        },
      ];
    });
  });
}

/** The questions to be asked that training knows, of each dataset that was looked through. */
export function dirtyQuestions(
  cells: readonly PlannedCell[],
  facts: Facts,
): ExperimentPlan['contamination'] {
  return facts.datasets
    .filter(({ versionId }) => facts.overlaps.has(versionId))
    .map((dataset) => {
      const { found } = overlapsAmong(cells, dataset, facts);
      const dirty = found.filter(({ kind }) => DIRTY.includes(kind));
      return { dataset: dataset.label, questionIds: idsOf(dirty) };
    });
}

function overlapsAmong(
  cells: readonly PlannedCell[],
  { versionId }: DatasetFacts,
  { overlaps }: Facts,
): { asked: ReadonlySet<string>; found: readonly TextOverlap[] } {
  const own = cells.filter(({ dataset }) => dataset.versionId === versionId);
  const asked = new Set(own.flatMap(({ questionIds }) => questionIds));
  const all = overlaps.get(versionId) ?? [];
  return { asked, found: all.filter(({ questionId }) => asked.has(questionId)) };
}

function idsOf(overlaps: readonly TextOverlap[]): string[] {
  return [...new Set(overlaps.map(({ questionId }) => questionId))];
}

interface Rule extends Pick<GuardFinding, 'remedy'> {
  readonly kinds: readonly TextOverlap['kind'][];
  /** After `3 of 40 test questions`. */
  readonly message: string;
}

const RULES: readonly Rule[] = [
  {
    kinds: DIRTY,
    message: 'are known to the training split, by their text or by their document',
    remedy:
      'read the verdicts of the clean questions, or take these out of one split and import the dataset again',
  },
  {
    kinds: ['question'],
    message: 'nearly equal a training question that has another answer',
    remedy: 'none is needed where a question is about its own document',
  },
  {
    kinds: ['answer'],
    message: 'have an answer that is also a training answer and may be given from memory',
    remedy: 'compare with the context closed-book, which shows what memory gives',
  },
  {
    kinds: ['document'],
    message: 'stand word for word in a document, so that retrieval may find them by their wording',
    remedy: 'compare with the context oracle, which retrieves nothing',
  },
];

/** The most similar first. */
function examplesOf(overlaps: readonly TextOverlap[]): string {
  return [...overlaps]
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, EXAMPLES)
    .map(({ questionId, sourceId, matched }) => {
      const quote =
        matched.length > LONGEST_QUOTE ? `${matched.slice(0, LONGEST_QUOTE)}…` : matched;
      return `${questionId} (${sourceId === '' ? '' : `${sourceId}: `}"${quote}")`;
    })
    .join(', ');
}
