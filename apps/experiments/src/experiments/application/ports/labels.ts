/** Labels by people, as far as the analysis has to know them. */
export abstract class LabelRevisions {
  /** Number of the last import of an experiment that changed a label; 0 when none has. */
  abstract last(experimentId: string): Promise<number>;
}
