import type { DatasetFormat, ImportSink, SourceFile } from '../../application/dataset-format.js';
import type { Split } from '../../domain/dataset.js';

/** Roles of files with questions; `questions` leaves the split to the fields of a row, or to us. */
export const QUESTION_ROLES = ['questions', 'train', 'test'] as const;

/** Files with one of the roles, in the order of the upload. */
export function filesWith(files: readonly SourceFile[], roles: readonly string[]): SourceFile[] {
  return files.filter(({ role }) => roles.includes(role));
}

/** The split that a file's role names. */
export function splitOf({ role }: SourceFile): Split | undefined {
  return role === 'train' || role === 'test' ? role : undefined;
}

/** A format all of whose files hold questions. @param readFile reads one of them */
export function questionFormat(
  name: string,
  readFile: (file: SourceFile, sink: ImportSink) => Promise<void>,
): DatasetFormat {
  return {
    name,
    roles: QUESTION_ROLES,
    required: [QUESTION_ROLES],
    async read(files, sink) {
      for (const file of filesWith(files, QUESTION_ROLES)) await readFile(file, sink);
    },
  };
}
