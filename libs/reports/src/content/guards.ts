import type { Analysis, GuardFinding } from '@equipoise/contracts';

const GUARD_NAME = {
  contamination: 'Contamination',
  'adapter-active': 'Adapter at work',
  'arms-comparable': 'Arms comparable',
  budget: 'Budget',
} as const satisfies Record<GuardFinding['guard'], string>;

/** Told apart without colour. */
const SEVERITY_NAME = {
  error: '✖ error',
  warning: '! warning',
  info: 'i note',
} as const satisfies Record<GuardFinding['severity'], string>;

const SEVERITIES = [
  'error',
  'warning',
  'info',
] as const satisfies readonly GuardFinding['severity'][];

/** A finding as a person reads it. */
export interface GuardText {
  readonly severity: GuardFinding['severity'];
  /** `! warning · Contamination · demo@v1`. */
  readonly heading: string;
  readonly message: string;
  readonly remedy: string;
}

/** What the guards found, the gravest first. */
export function guardTexts({ guards }: Pick<Analysis, 'guards'>): GuardText[] {
  const inOrder = SEVERITIES.flatMap((wanted) =>
    guards.filter(({ severity }) => severity === wanted),
  );
  return inOrder.map(({ guard, severity, subject, message, remedy }) => ({
    severity,
    heading: `${SEVERITY_NAME[severity]} · ${GUARD_NAME[guard]} · ${subject}`,
    message,
    remedy,
  }));
}
