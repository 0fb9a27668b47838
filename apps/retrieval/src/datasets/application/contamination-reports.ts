import type { TextOverlap } from '../domain/text-overlap.js';

/** Keeps what a check found with its dataset version, which never changes. */
export abstract class ContaminationReports {
  /** undefined when the version was not checked by these rules. */
  abstract find(versionId: string): Promise<readonly TextOverlap[] | undefined>;
  /** The same report again changes nothing. */
  abstract put(versionId: string, overlaps: readonly TextOverlap[]): Promise<void>;
}
