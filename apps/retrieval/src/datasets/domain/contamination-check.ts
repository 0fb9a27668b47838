import {
  NearDuplicateIndex,
  ngramLength,
  NgramOverlap,
  ngramsOf,
  normalizeAnswer,
  overlapWords,
} from '@equipoise/metrics';
import type { Document, Question } from './dataset.js';
import { NearDocuments } from './near-documents.js';
import { type OverlapKind, type TextOverlap } from './text-overlap.js';
import { VerbatimQuestions } from './verbatim-questions.js';

/** Least share of words that near duplicates have in common. */
const NEAR = 0.8;

/** Answers to these are the same to many questions by chance. */
const COMMON_ANSWERS = new Set<Question['type']>(['yesno', 'unanswerable']);

/**
 * Looks for the questions of a test in training questions, then in documents, which stream past it one
 * by one: memory grows with the test, and with the ids of the documents that training is about.
 *
 * Near duplicates have 80 % of their different words in common and the same numbers; runs of words
 * are looked for as in appendix C of Brown et al. 2020 (arXiv 2005.14165), answers as in Lewis,
 * Stenetorp and Riedel 2021 (arXiv 2008.02637).
 */
export class ContaminationCheck {
  private readonly tests: ReadonlyMap<string, Question>;
  private readonly nearby = new NearDuplicateIndex({ threshold: NEAR, shingleWords: 1 });
  private readonly byAnswer = new Map<string, string[]>();
  private readonly ngrams: NgramOverlap;
  private readonly n: number;
  private readonly verbatim: VerbatimQuestions;
  private readonly documents: NearDocuments;
  /** By kind and question. */
  private readonly found = new Map<string, TextOverlap>();

  /** @param tests at least one */
  constructor(tests: readonly Question[]) {
    this.tests = new Map(tests.map((test) => [test.questionId, test]));
    const texts = tests.map(pairText);
    this.n = ngramLength(texts);
    this.ngrams = new NgramOverlap(texts, { n: this.n });
    this.verbatim = new VerbatimQuestions(tests);
    this.documents = new NearDocuments(tests);
    for (const { questionId, text, ...test } of tests) {
      this.nearby.add({ id: questionId, text });
      for (const answer of answersOf(test)) {
        this.byAnswer.set(answer, [...(this.byAnswer.get(answer) ?? []), questionId]);
      }
    }
  }

  addTraining(training: Question): void {
    this.ngrams.add(pairText(training));
    this.documents.addTraining(training);
    for (const { id, similarity } of this.nearby.find(training.text)) {
      const test = this.tests.get(id);
      if (!test || numbersOf(test.text) !== numbersOf(training.text)) continue;
      const kind = haveCommonAnswer(test, training) ? 'question-and-answer' : 'question';
      this.note(id, kind, training.questionId, training.text, similarity);
    }
    for (const answer of answersOf(training)) {
      for (const id of this.byAnswer.get(answer) ?? []) {
        this.note(id, 'answer', training.questionId, answer);
      }
    }
  }

  /** Every document comes here once, before the first comes to `compareDocument`. */
  addDocument(document: Document): void {
    const { documentId, title, paragraphs } = document;
    for (const paragraph of paragraphs) {
      for (const id of this.verbatim.in(paragraph)) this.note(id, 'document', documentId, title);
    }
    this.documents.index(document);
  }

  /** Compares a document that training is about with those of the test; others are passed over. */
  compareDocument(document: Document): void {
    for (const { questionId, documentId, title, similarity } of this.documents.lookAt(document)) {
      this.note(questionId, 'source-document', documentId, title, similarity);
    }
  }

  /** What was found so far, at most one of a kind for each question, in the order of the test. */
  overlaps(): TextOverlap[] {
    const shared = this.ngrams.shared();
    for (const test of this.tests.values()) {
      const phrase = [...ngramsOf(overlapWords(pairText(test)), this.n)].find((ngram) =>
        shared.has(ngram),
      );
      if (phrase !== undefined) this.note(test.questionId, 'ngram', '', phrase);
    }
    const order = new Map([...this.tests.keys()].map((id, i) => [id, i]));
    const placeOf = ({ questionId }: TextOverlap): number => order.get(questionId) ?? 0;
    return [...this.found.values()].sort((a, b) => placeOf(a) - placeOf(b));
  }

  // The first of the most similar stays.
  private note(
    questionId: string,
    kind: OverlapKind,
    sourceId: string,
    ...[matched, similarity = 1]: [matched: string, similarity?: number]
  ): void {
    const key = `${kind} ${questionId}`;
    const known = this.found.get(key);
    if (known && known.similarity >= similarity) return;
    this.found.set(key, { questionId, kind, sourceId, matched, similarity });
  }
}

/** A question with its best answer. */
function pairText({ text, references: [best = ''] }: Question): string {
  return `${text} ${best}`;
}

/** Normalised answers that mean something on their own. */
function answersOf({ type, references }: Pick<Question, 'type' | 'references'>): string[] {
  if (COMMON_ANSWERS.has(type)) return [];
  return [...new Set(references.map(normalizeAnswer))].filter((answer) => answer !== '');
}

function haveCommonAnswer(a: Question, b: Question): boolean {
  if (a.type === 'unanswerable' || b.type === 'unanswerable') return false;
  const answers = new Set(a.references.map(normalizeAnswer));
  return b.references.some((answer) => answers.has(normalizeAnswer(answer)));
}

/** Questions that differ in a number ask for something else. */
function numbersOf(text: string): string {
  return overlapWords(text)
    .filter((word) => /\d/.test(word))
    .sort()
    .join(' ');
}
