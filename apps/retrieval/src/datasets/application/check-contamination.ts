import { chunksOf } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { ContaminationCheck } from '../domain/contamination-check.js';
import type { Question, Split } from '../domain/dataset.js';
import { DatasetNotFoundError } from '../domain/datasets.errors.js';
import type { TextOverlap } from '../domain/text-overlap.js';
import { ContaminationReports } from './contamination-reports.js';
import { DatasetReader } from './dataset-reader.js';
import { DatasetVersions } from './dataset-versions.js';

/** Questions held at once besides those of the test. */
const PAGE_QUESTIONS = 500;

/** Finds the test questions of a dataset version that its training questions or documents hold. */
@Injectable()
export class CheckContamination {
  constructor(
    private readonly versions: DatasetVersions,
    private readonly reader: DatasetReader,
    private readonly reports: ContaminationReports,
  ) {}

  /**
   * Reads the version the first time it is asked for.
   *
   * @throws DatasetNotFoundError
   */
  async execute(versionId: string): Promise<readonly TextOverlap[]> {
    const known = await this.reports.find(versionId);
    if (known) return known;
    if (!(await this.versions.find({ by: 'id', versionId }))) {
      throw new DatasetNotFoundError(versionId);
    }
    const overlaps = await this.check(versionId);
    await this.reports.put(versionId, overlaps);
    return overlaps;
  }

  private async check(versionId: string): Promise<TextOverlap[]> {
    const tests: Question[] = [];
    for await (const test of this.questions(versionId, 'test')) tests.push(test);
    if (tests.length === 0) return [];
    const check = new ContaminationCheck(tests);
    for await (const training of this.questions(versionId, 'train')) check.addTraining(training);
    for await (const document of this.reader.documents(versionId)) check.addDocument(document);
    for await (const document of this.reader.documents(versionId)) check.compareDocument(document);
    return check.overlaps();
  }

  private async *questions(versionId: string, split: Split): AsyncGenerator<Question> {
    const keys = await this.versions.questionKeys(versionId, split);
    for (const page of chunksOf(keys, PAGE_QUESTIONS)) {
      yield* await this.reader.questions(
        versionId,
        page.map(({ questionId }) => questionId),
      );
    }
  }
}
