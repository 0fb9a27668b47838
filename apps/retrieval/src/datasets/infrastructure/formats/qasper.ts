import { z } from 'zod';
import type { DatasetFormat, ImportSink, SourceFile } from '../../application/dataset-format.js';
import { UnreadableFileError } from '../../domain/datasets.errors.js';
import type { Place } from '../../domain/import-issue.js';
import { jsonRecords } from '../input/json-records.js';
import { parseRow } from '../input/parse-row.js';
import type { RowLimits } from '../input/row-limits.js';
import { disagree, isFigure, joinAnnotations, type QasperAnswer } from './qasper-annotations.js';
import { questionFormat, splitOf } from './question-files.js';

const paperSchema = z.object({
  title: z.string().nullish(),
  abstract: z.string().nullish(),
  full_text: z.array(z.object({ paragraphs: z.array(z.string()) })),
  qas: z.array(z.unknown()),
});

const questionSchema = z.object({
  question: z.string(),
  question_id: z.string(),
  answers: z.array(
    z.object({
      answer: z.object({
        unanswerable: z.boolean(),
        extractive_spans: z.array(z.string()),
        yes_no: z.boolean().nullable(),
        free_form_answer: z.string(),
        evidence: z.array(z.string()),
      }),
    }),
  ),
});

type Paper = z.output<typeof paperSchema>;

/**
 * Questions about NLP papers, as released: one JSON object of papers by arXiv id.
 *
 * @source Dasigi et al. 2021, "A Dataset of Information-Seeking Questions and Answers Anchored in
 *   Research Papers", releases v0.1 to v0.3
 */
export function qasper(limits: RowLimits): DatasetFormat {
  return questionFormat('qasper', (file, sink) => readFile(file, sink, limits));
}

async function readFile(file: SourceFile, sink: ImportSink, limits: RowLimits): Promise<void> {
  for await (const { place, key, value } of jsonRecords(file, '$.*', limits)) {
    if (typeof key !== 'string') {
      throw new UnreadableFileError(
        file.name,
        'is a list: Qasper files are objects of papers by id',
      );
    }
    const paper = parseRow(paperSchema, { place, value }, sink.issues, key);
    if (!paper) continue;
    await sink.addDocument(place, {
      documentId: key,
      title: paper.title ?? '',
      paragraphs: [paper.abstract ?? '', ...paper.full_text.flatMap((each) => each.paragraphs)],
    });
    await new PaperQuestions(sink, file, place).addAll(key, paper);
  }
}

class PaperQuestions {
  /** How often each id stood in this paper, by id. */
  private readonly uses = new Map<string, number>();
  private readonly texts = new Set<string>();

  constructor(
    private readonly sink: ImportSink,
    private readonly file: SourceFile,
    private readonly place: Place,
  ) {}

  async addAll(paperId: string, { qas }: Paper): Promise<void> {
    for (const [index, value] of qas.entries()) {
      const at = `${paperId}.qas[${index}]`;
      const question = parseRow(questionSchema, { place: this.place, value }, this.sink.issues, at);
      if (question) await this.add(paperId, question);
    }
  }

  private async add(paperId: string, given: z.output<typeof questionSchema>): Promise<void> {
    const answers = given.answers.map(({ answer }) => answer);
    this.noteLosses(answers);
    await this.sink.addQuestion(this.place, {
      questionId: this.uniqueId(given.question_id, given.question),
      text: given.question,
      ...joinAnnotations(answers),
      documentIds: [paperId],
      split: splitOf(this.file),
    });
  }

  /** Published files give one id to several questions of a paper: the later ones get a number. */
  private uniqueId(id: string, text: string): string {
    const uses = (this.uses.get(id) ?? 0) + 1;
    const repeated = this.texts.has(`${id} ${text}`);
    this.texts.add(`${id} ${text}`);
    if (repeated) return id; // the same question again, which the sink refuses
    this.uses.set(id, uses);
    if (uses === 1) return id;
    const message = `another question of this paper has the same id: this one became ${id}#${uses}`;
    this.sink.issues.warn(this.place, { field: 'question_id', value: id, message });
    return `${id}#${uses}`;
  }

  private noteLosses(answers: readonly QasperAnswer[]): void {
    const figures = answers.flatMap(({ evidence }) => evidence).filter(isFigure);
    for (const value of figures) {
      const message = 'the evidence is a figure or table, which no text model can read: dropped';
      this.sink.issues.tally('warning', this.place, { field: 'evidence', value, message });
    }
    if (disagree(answers)) {
      const message = 'annotators disagree on whether there is an answer: the majority decided';
      this.sink.issues.tally('warning', this.place, { field: 'answers', value: '', message });
    }
  }
}
