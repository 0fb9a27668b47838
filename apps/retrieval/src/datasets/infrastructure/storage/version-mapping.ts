import type { DatasetVersion } from '../../domain/dataset-version.js';
import type { DatasetVersionRow } from './dataset-version.row.js';
import type { ImportIssueRow } from './import-issue.row.js';

export function toVersionRow(version: DatasetVersion): DatasetVersionRow {
  const { name, version: number, versionId, format, counts, createdAt } = version;
  return { name, version: number, versionId, format, ...counts, createdAt };
}

export function toDatasetVersion(
  { name, version, versionId, format, createdAt, ...counts }: DatasetVersionRow,
  issues: readonly ImportIssueRow[],
): DatasetVersion {
  return {
    ...{ name, version, versionId, format, createdAt },
    counts: { ...counts },
    issues: issues.map(({ file, line, field, value, message, severity }) => ({
      ...{ file, line, field, value, message, severity },
    })),
  };
}
