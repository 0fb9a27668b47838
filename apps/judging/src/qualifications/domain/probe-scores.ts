import type { Probe, ProbeKind } from './probe.js';

/** What the judge gave for one call. */
export interface ProbeJudgement {
  /** The probe's id. */
  readonly answerId: string;
  /** [1, 5]; null when missing. */
  readonly score: number | null;
}

/** The readable scores of one question's probes, repeat by repeat; none where all are missing. */
export interface QuestionScores {
  readonly cluster: string;
  readonly scores: Readonly<Partial<Record<ProbeKind, readonly number[]>>>;
}

/** Puts judgements back to the probes that they are about. */
export function scoresByQuestion(
  probes: readonly Probe[],
  judgements: readonly ProbeJudgement[],
): QuestionScores[] {
  const byProbe = Map.groupBy(judgements, ({ answerId }) => answerId);
  const byQuestion = Map.groupBy(probes, ({ question }) => question.questionId);
  return [...byQuestion.values()].map((own) => {
    const readable = own.map(({ kind, probeId }) => {
      const found = byProbe.get(probeId) ?? [];
      return [kind, found.flatMap(({ score }) => score ?? [])] as const;
    });
    const scores = Object.fromEntries(readable.filter(([, values]) => values.length > 0));
    return { cluster: own[0]?.question.cluster ?? '', scores };
  });
}
