import type { Arm } from '@equipoise/analysis';
import { didYouMean } from '@equipoise/kernel';
import { CliError } from '../exit-code.js';
import { type NamedArm } from './score-collector.js';

/**
 * Each arm of a file with its base. The baseline is the arm named `baseline`; without one, what the
 * column `base` names; without that, the only arm that has no train size.
 *
 * @param arms shape [n]
 * @returns shape [n], in the same order
 * @throws CliError when it cannot be told which arm is the baseline, or nothing is compared with it
 */
export function namedArms(arms: readonly NamedArm[], baseline: string | undefined): Arm[] {
  const byDefault = baseline === undefined ? onlyUntrained(arms) : requireArm(arms, baseline);
  const named = arms.map((own) => {
    const base = baseline ?? own.base ?? byDefault ?? unclear(arms);
    const isBase = own.arm === base && (own.trainSize === undefined || baseline !== undefined);
    return armOf(own, base, isBase, arms);
  });
  requireBases(named);
  return named;
}

function armOf(own: NamedArm, base: string, isBase: boolean, arms: readonly NamedArm[]): Arm {
  if (isBase) return { label: base, base, treatment: undefined };
  const { arm, trainSize, seed } = own;
  const isShared = arms.filter((other) => other.arm === arm).length > 1;
  const parts = [
    arm,
    ...(isShared && trainSize !== undefined ? [`${trainSize} pairs`] : []),
    ...(isShared && seed !== undefined ? [`seed ${seed}`] : []),
    ...(isShared && own.base !== undefined && arm !== base ? [`on ${base}`] : []),
  ];
  const treatment = { method: arm, trainSize, seed, trainingFormat: undefined };
  return { label: parts.join(' · '), base, treatment };
}

function onlyUntrained(arms: readonly NamedArm[]): string | undefined {
  const names = new Set(
    arms.filter(({ trainSize }) => trainSize === undefined).map(({ arm }) => arm),
  );
  return names.size === 1 ? [...names][0] : undefined;
}

function unclear(arms: readonly NamedArm[]): never {
  throw new CliError(
    `it is unclear which arm the others are compared with: name it with --baseline, or fill in the ` +
      `column base; the arms are ${listed(arms.map(({ arm }) => arm))}`,
  );
}

function requireArm(arms: readonly NamedArm[], name: string): string {
  const names = arms.map(({ arm }) => arm);
  if (names.includes(name)) return name;
  const meant = didYouMean(name, names);
  const remedy = meant === undefined ? `the arms are ${listed(names)}` : `did you mean ${meant}?`;
  throw new CliError(`--baseline ${name}: no row is of this arm: ${remedy}`);
}

function requireBases(arms: readonly Arm[]): void {
  const bases = arms.filter(({ treatment }) => treatment === undefined).map(({ label }) => label);
  const labels = arms.map(({ label }) => label);
  const twice = labels.find((label, i) => labels.indexOf(label) !== i);
  if (twice !== undefined) {
    throw new CliError(
      `the arm ${twice} is there with different values of base, train_size or seed: ` +
        'give it one of each, or name each arm differently',
    );
  }
  const without = arms.find(({ base }) => !bases.includes(base));
  if (without !== undefined) {
    throw new CliError(
      `${without.label} is compared with ${without.base}, which has no row without a train size: ` +
        `add its scores, or name another arm with --baseline; the arms are ${listed(labels)}`,
    );
  }
  if (bases.length === arms.length) {
    throw new CliError(
      `nothing can be compared: ${listed(labels)} ${labels.length === 1 ? 'is' : 'are'} all there ` +
        'is, and each is a baseline: add the scores of another arm',
    );
  }
}

function listed(names: readonly string[]): string {
  return [...new Set(names)].join(', ');
}
