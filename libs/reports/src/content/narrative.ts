import type { Analysis, Contrast } from '@equipoise/contracts';
import { counted, decimal, percent } from '@equipoise/analysis';
import { sequentialMethod } from './sequential.js';
import { level, listed, VERDICTS } from './wording.js';

/** The question that the report answers. */
export function titleOf({ arms }: Analysis): string {
  const tuned = arms.filter(({ treatment }) => treatment !== null);
  const bases = [...new Set((tuned.length > 0 ? tuned : arms).map(({ base }) => base))];
  return `Does fine-tuning ${listed(bases)} help or hurt this RAG pipeline?`;
}

/** Contrasts as a reader needs them: harms, gains, then what makes no difference or stays open. */
export function byVerdict({ contrasts }: Analysis): Contrast[] {
  return VERDICTS.flatMap((wanted) => contrasts.filter(({ verdict }) => verdict === wanted));
}

/** What was measured and how, one paragraph each. */
export function methodOf(analysis: Analysis): string[] {
  const paragraphs =
    analysis.settings.sequential === undefined ? fixedMethod(analysis) : sequentialMethod(analysis);
  return [howScored(analysis), ...paragraphs, `${seedsOf(analysis)}${besideJudge(analysis)}`];
}

function fixedMethod(analysis: Analysis): string[] {
  const { settings } = analysis;
  return [
    `A contrast is tuned minus base on the same questions: scores are averaged over repeats, then over answers, ` +
      `and compared question by question. Standard errors are clustered by source document (CR1), intervals hold ` +
      `${level(analysis)} by Student's t with clusters − 1 degrees of freedom${severalSeeds(analysis)} and are shown no further than the scale goes. p-values are adjusted by Holm over ` +
      `${familyOf(analysis)}, so that the chance of any false finding stays at ${percent(settings.alpha)}. ` +
      `dz is the mean difference over the standard deviation of the differences.`,
    `"No practical difference" needs an adjusted p of at most ${settings.alpha} that the difference is ` +
      `±${decimal(settings.margin)} or more (two one-sided tests; the ${percent(1 - 2 * settings.alpha)} interval then lies ` +
      `within), "helps" and "hurts" one of no difference. The two kinds are adjusted apart, so that the chance of any false ` +
      `one stays at ${percent(settings.alpha)} for each. Everything else is "not enough evidence".`,
  ];
}

function severalSeeds({ contrasts }: Analysis): string {
  return contrasts.some(({ seeds }) => seeds > 1)
    ? ' (where several seeds were trained, joined with seeds − 1 for what differs between them)'
    : '';
}

function familyOf({ settings }: Analysis): string {
  const size = counted(settings.familySize, 'contrast');
  return settings.family === 'criterion' ? `the ${size} of each criterion` : `all ${size}`;
}

function howScored({ settings }: Analysis): string {
  if (settings.judge === '') {
    return (
      `The scores on ${listed(settings.criteria)}, from 1 to 5, were given in a file: ` +
      `${counted(settings.repeats, 'score')} of each answer at most, ` +
      `${counted(settings.answersPerQuestion, 'answer')} to a question. ` +
      'How the answers were made and judged is not known here.'
    );
  }
  const reading =
    settings.estimator === 'samples'
      ? `the mean of ${counted(settings.repeats, 'independent judge call')} (estimator samples)`
      : 'the expectation over the probabilities of the score tokens in one judge call (estimator token-probability)';
  return (
    `Every arm read the same passages (${settings.mode} retrieval, the best ${settings.topK}) in the same prompt. ` +
    `${settings.judge} judged each answer, blind to the arm, on ${listed(settings.criteria)} from 1 to 5. ` +
    `A score is ${reading}; each arm gave ${counted(settings.answersPerQuestion, 'answer')} to a question.`
  );
}

function seedsOf({ arms }: Analysis): string {
  const seeds = [...new Set(arms.flatMap(({ treatment }) => treatment?.seed ?? []))].sort(
    (a, b) => a - b,
  );
  if (seeds.length === 0) return 'No training seed is known.';
  if (seeds.length === 1) return `All adapters were trained with seed ${seeds.join()}.`;
  return `Adapters were trained with the seeds ${listed(seeds.map(String))}.`;
}

function besideJudge({ secondary }: Analysis): string {
  if (secondary.length === 0) return '';
  return ' Lexical metrics and answer length are shown beside the judge and carry no verdict.';
}
