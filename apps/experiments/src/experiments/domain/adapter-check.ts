import type { AdapterCheck, GuardFinding, ServedModel, Usage } from '@equipoise/contracts';

/** What came of comparing a tuned model with its base. */
export type CheckOutcome = { readonly usage: Usage } & (
  | { readonly base: ServedModel; readonly tuned: ServedModel; readonly check: AdapterCheck }
  | {
      /** Why they could not be compared. */
      readonly failure: string;
    }
);

/** What is to be said about a tuned arm after its comparison; undefined where its adapter is at work. */
export function adapterFinding(arm: string, outcome: CheckOutcome): GuardFinding | undefined {
  const about = { guard: 'adapter-active', subject: arm } as const;
  if ('failure' in outcome) {
    return {
      ...about,
      severity: 'warning',
      message: `whether the adapter is at work could not be seen: ${outcome.failure}`,
      remedy: 'look at how far its answers differ from those of the base, in the report’s examples',
    };
  }
  const { check, base, tuned } = outcome;
  if (check.status === 'active') return undefined;
  if (check.status === 'unclear') {
    return {
      ...about,
      severity: 'warning',
      message:
        `whether the adapter is at work could not be seen: ${base.name} answers the same prompt ` +
        `differently from call to call, on all of ${check.probes}`,
      remedy: 'serve it without batching effects, or register it with token probabilities',
    };
  }
  const what = check.method === 'text' ? 'the same texts as' : 'the token probabilities of';
  return {
    ...about,
    severity: 'error',
    message:
      `${tuned.name} gave ${what} ${base.name} on all of ${check.probes} prompts: ` +
      'its adapter changes nothing, so the arm was not run',
    remedy:
      tuned.provider === 'local'
        ? 'see that training changed the weights (loss, learning rate), and that the file is the adapter that was trained'
        : 'see that the endpoint has the adapter loaded under this name, and does not give the base for it',
  };
}
