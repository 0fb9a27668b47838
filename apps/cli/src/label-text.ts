import type { Analysis } from '@equipoise/contracts';

/** What people's labels say, one line each; none without labels. */
export function labelTexts({ humanLabels }: Pick<Analysis, 'humanLabels'>): string[] {
  if (humanLabels === undefined) return [];
  const contrasts = humanLabels.contrasts.map(
    ({ arm, dataset, context, criterion, sentence }) =>
      `  ${arm} on ${dataset} (${context}, ${criterion}): ${sentence}`,
  );
  return [...humanLabels.agreement.map(({ sentence }) => sentence), ...contrasts];
}
