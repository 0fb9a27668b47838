import type { experimentsV1 } from '@equipoise/contracts';
import { guardText } from '../guard-text.js';
import { type CommandContext, print } from './command.js';

/** Prints what a spec would do. */
export function printPlan(context: CommandContext, plan: experimentsV1.Plan): void {
  print(context, `${plan.cells.length} cells, ${plan.contrasts} contrasts`);
  for (const cell of plan.cells) {
    print(
      context,
      `  ${cell.arm} · ${cell.dataset} · ${cell.context}: ${cell.questions} questions`,
    );
  }
  for (const tune of plan.fineTunes) {
    print(
      context,
      `  trains ${tune.base} on ${tune.trainSize} pairs of ${tune.dataset} (seed ${tune.seed}, ${tune.trainingFormat})`,
    );
  }
  const trial =
    plan.judgeTrialCalls > 0 ? `, ${plan.judgeTrialCalls} of them to try the judge` : '';
  print(context, `${plan.answerCalls} answers and ${plan.judgeCalls} judge calls${trial}`);
  if (plan.mostWaves > 0) {
    print(
      context,
      `at most: questions come in up to ${plan.mostWaves} waves of about ${plan.waveQuestions}, and ` +
        'a contrast that is decided after a wave asks no more',
    );
  }
  for (const line of costsOf(plan)) print(context, line);
  print(
    context,
    (plan.mostWaves > 0 ? 'with all questions and fixed stopping, ' : '') +
      `a difference of ${plan.detectableDifference.toFixed(2)} would be found in 4 of 5 such experiments, ` +
      'if question differences have a standard deviation of 1',
  );
  for (const warning of plan.warnings) print(context, `note: ${warning}`);
  for (const finding of plan.guards) print(context, guardText(finding));
}

function costsOf(plan: experimentsV1.Plan): string[] {
  const { trainingGpuHours, trainingCostUsd, estimatedCostUsd } = plan;
  const price = trainingCostUsd > 0 ? `, $${trainingCostUsd.toFixed(2)}` : '';
  return [
    ...(trainingGpuHours > 0
      ? [`training: about ${trainingGpuHours.toFixed(2)} GPU-hours${price}`]
      : []),
    ...(estimatedCostUsd > 0 ? [`model calls: about $${estimatedCostUsd.toFixed(2)}`] : []),
  ];
}
