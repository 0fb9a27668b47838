import { didYouMean } from '@equipoise/kernel';
import { optionalText, fault, text, whole } from '../scores/row-values.js';
import { type NamedArm } from '../scores/score-collector.js';
import { type RawRow } from '../scores/score-row.js';

/**
 * Which arm a row of labels is about: the one that agrees with all that the row says of it.
 *
 * @returns index into `arms`
 * @throws ScoreFileError when there is none, or more than one
 */
export function labelledArm(raw: RawRow, arms: readonly NamedArm[]): number {
  const name = text(raw, 'arm');
  const said = {
    base: optionalText(raw, 'base'),
    trainSize: whole(raw, 'train_size'),
    seed: whole(raw, 'seed'),
  };
  const agrees = (arm: NamedArm): boolean =>
    arm.arm === name &&
    (said.base === undefined || arm.base === said.base) &&
    (said.trainSize === undefined || arm.trainSize === said.trainSize) &&
    (said.seed === undefined || arm.seed === said.seed);
  const found = arms.flatMap((arm, i) => (agrees(arm) ? [i] : []));
  const [only, another] = found;
  if (only !== undefined && another === undefined) return only;
  // the base model as it is has neither size nor seed to say
  const plain = found.find((i) => arms[i]?.trainSize === undefined && arms[i]?.seed === undefined);
  if (plain !== undefined) return plain;
  throw fault(raw, 'arm', only === undefined ? noneMessage(name, arms) : severalMessage(name));
}

function noneMessage(name: string, arms: readonly NamedArm[]): string {
  const names = [...new Set(arms.map(({ arm }) => arm))];
  const meant = names.includes(name) ? undefined : didYouMean(name, names);
  const remedy =
    meant === undefined ? `the arms are ${names.join(', ')}` : `did you mean ${meant}?`;
  return `no score is of "${name}" with this base, train_size and seed: ${remedy}`;
}

function severalMessage(name: string): string {
  return `several arms are named "${name}": tell them apart by base, train_size or seed`;
}
