import { didYouMean } from '@equipoise/kernel';
import { InvalidLabelRequestError } from '../domain/labels.errors.js';

const FORMATS = ['csv', 'jsonl'] as const;
export type LabelFormat = (typeof FORMATS)[number];

/** @throws InvalidLabelRequestError */
export function labelFormat(text: string): LabelFormat {
  const known = FORMATS.find((name) => name === text);
  if (known !== undefined) return known;
  const meant = didYouMean(text, FORMATS);
  const remedy = meant === undefined ? `use ${FORMATS.join(' or ')}` : `did you mean ${meant}?`;
  throw new InvalidLabelRequestError('format', `"${text}" is unknown: ${remedy}`);
}
