import type { ProbeQuestion, ProbeTemplates } from '../domain/probe.js';
import type { Qualification } from '../domain/qualification.js';
import type { Thresholds } from '../domain/thresholds.js';

/** Questions with gold answers, which retrieval owns. */
export abstract class ProbeQuestions {
  /**
   * Test questions of a dataset version that have an answer, always the same ones in the same order,
   * so that more of them hold the fewer.
   *
   * @param limit most questions, >= 1
   * @throws RemoteError `not_found` when there is no such dataset version
   */
  abstract of(
    datasetVersionId: string,
    limit: number,
    signal: AbortSignal,
  ): Promise<ProbeQuestion[]>;
}

/** What probes are made of and what a judge must show on them; comes with the service. */
export abstract class QualificationRules {
  abstract readonly templates: ProbeTemplates;
  abstract readonly thresholds: Thresholds;
}

/** Qualifications by content id. */
export abstract class QualificationRepository {
  abstract find(id: string): Promise<Qualification | undefined>;
  /** Those that are stored stay as they are. */
  abstract save(qualifications: readonly Qualification[]): Promise<void>;
}
