import { didYouMean } from '@equipoise/kernel';
import { CliError } from '../exit-code.js';
import { type TableSettings } from '../scores/table-settings.js';

/** As the command line gives them; the names are those of the options. */
export interface AnalyseOptions {
  readonly out: string;
  readonly margin: string;
  readonly alpha: string;
  readonly family: string;
  readonly stopping: string;
  readonly wave: string;
  readonly seed: string;
  readonly baseline?: string;
  readonly labels?: string;
  readonly format?: string;
  readonly json?: boolean;
}

/** Widest margin that a difference on a scale from 1 to 5 can be held against. */
const SCORE_RANGE = 4;
const FAMILIES = ['all', 'criterion'] as const;
const STOPPINGS = ['fixed', 'sequential'] as const;

/** @throws CliError that names the option, its value and what would be right */
export function analyseSettings(
  options: AnalyseOptions,
): Omit<TableSettings, 'name' | 'createdAt'> {
  const stopping = oneOf('stopping', options.stopping, STOPPINGS);
  const family = oneOf('family', options.family, FAMILIES);
  if (stopping === 'sequential' && family !== 'all') {
    throw new CliError(
      `--family ${family} goes with fixed stopping only: e-BH covers all contrasts of a sequence`,
    );
  }
  return {
    ...{ baseline: options.baseline, seed: options.seed, family },
    margin: numberIn('margin', options.margin, (value) => value >= 0 && value < SCORE_RANGE, {
      wanted: `a number from 0 to below ${SCORE_RANGE}, in points`,
    }),
    alpha: numberIn('alpha', options.alpha, (value) => value >= 1e-6 && value < 0.5, {
      wanted: 'a number above 0 and below 0.5, e.g. 0.05',
    }),
    waveQuestions:
      stopping === 'fixed'
        ? undefined
        : numberIn('wave', options.wave, (value) => Number.isSafeInteger(value) && value >= 1, {
            wanted: 'a whole number of questions from 1',
          }),
  };
}

function oneOf<T extends string>(name: string, text: string, choices: readonly T[]): T {
  const known = choices.find((choice) => choice === text);
  if (known !== undefined) return known;
  const meant = didYouMean(text, choices);
  const remedy = meant === undefined ? `use ${choices.join(' or ')}` : `did you mean ${meant}?`;
  throw new CliError(`--${name} ${text} is unknown: ${remedy}`);
}

function numberIn(
  name: string,
  text: string,
  isRight: (value: number) => boolean,
  { wanted }: { readonly wanted: string },
): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (isRight(value)) return value;
  throw new CliError(`--${name} ${text} is not possible: give ${wanted}`);
}
