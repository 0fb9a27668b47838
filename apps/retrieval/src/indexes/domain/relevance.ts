import type { Chunk } from './chunk.js';

/** What a question's dataset says must be found. */
export interface Gold {
  readonly documentIds: readonly string[];
  /** Gold passages; where there are none, the documents are what must be found. */
  readonly evidence: readonly string[];
}

/** Words of a run that must stand together to count as shared. */
const SHINGLE_WORDS = 3;
/** Share of the shorter text's runs that must be shared. */
const LEAST_OVERLAP = 0.5;

/**
 * Whether a passage is relevant by the evidence: at least half of the runs of three words of the
 * shorter of the two texts occur in the other, letter case and punctuation aside; so containment
 * either way counts, and so does evidence that a chunk border cut in two. Runs of words are compared
 * because two texts of one document share half their single words by chance. Where the gold
 * documents are known, only their passages are relevant.
 *
 * @source overlap coefficient (Szymkiewicz and Simpson) on the word shingles of Broder 1997
 */
export class EvidenceMatcher {
  private readonly evidence: readonly (readonly string[])[];
  private readonly documents: ReadonlySet<string>;

  constructor({ documentIds, evidence }: Gold) {
    this.evidence = evidence.map(wordsOf).filter((words) => words.length > 0);
    this.documents = new Set(documentIds);
  }

  isRelevant({ documentId, text }: Pick<Chunk, 'documentId' | 'text'>): boolean {
    if (this.documents.size > 0 && !this.documents.has(documentId)) return false;
    const passage = wordsOf(text);
    return this.evidence.some((evidence) => overlap(evidence, passage) >= LEAST_OVERLAP);
  }
}

/** Overlap coefficient of two texts' runs of words, in [0, 1]; 0 when one has no words. */
function overlap(a: readonly string[], b: readonly string[]): number {
  const size = Math.min(SHINGLE_WORDS, a.length, b.length);
  if (size === 0) return 0;
  const [small, large] = [shinglesOf(a, size), shinglesOf(b, size)].sort((x, y) => x.size - y.size);
  if (!small || !large) return 0;
  const shared = [...small].filter((shingle) => large.has(shingle)).length;
  return shared / small.size;
}

function shinglesOf(words: readonly string[], size: number): Set<string> {
  const shingles = new Set<string>();
  for (let i = 0; i + size <= words.length; i += 1) {
    shingles.add(words.slice(i, i + size).join(' '));
  }
  return shingles;
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}
