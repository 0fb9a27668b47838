import type { Chunk } from './chunk.js';
import { gradeRanking } from './grade-ranking.js';

const EVIDENCE = 'The tram to Ombrey runs every twenty minutes until ten at night.';

const aChunk = (documentId: string, ordinal: number, text = 'Nothing of interest.'): Chunk => ({
  documentId,
  title: '',
  text,
  ordinal,
  firstParagraph: 0,
  lastParagraph: 0,
  tokens: 10,
  cutsSentence: false,
});

describe(gradeRanking.name, () => {
  const gold = { documentIds: ['tram'], evidence: [EVIDENCE] };

  it('counts relevant passages that were not found against the recall', () => {
    const found = aChunk('tram', 2, EVIDENCE);
    const missed = aChunk('tram', 3, `Again: ${EVIDENCE}`);
    const graded = gradeRanking(gold, [aChunk('mill', 0), found], [found, missed], 5);
    expect(graded.relevant).toEqual([false, true]);
    expect(graded.metrics).toMatchObject({ recall: 0.5, reciprocalRank: 0.5, hit: 1, k: 5 });
  });

  it('has no metrics for evidence that stands nowhere in the index', () => {
    const graded = gradeRanking(gold, [aChunk('mill', 0)], [aChunk('tram', 0)], 5);
    expect(graded).toEqual({ relevant: [false], metrics: undefined });
  });

  it('has metrics of 0 when what is relevant was not found', () => {
    const graded = gradeRanking(gold, [aChunk('mill', 0)], [aChunk('tram', 0, EVIDENCE)], 5);
    expect(graded.metrics).toEqual({ recall: 0, ndcg: 0, reciprocalRank: 0, hit: 0, k: 5 });
  });

  it('looks for documents where there is no evidence, each at its first place', () => {
    const ranked = [aChunk('mill', 0), aChunk('mill', 1), aChunk('tram', 4)];
    const graded = gradeRanking({ documentIds: ['tram', 'dock'], evidence: [] }, ranked, [], 3);
    expect(graded.relevant).toEqual([false, false, true]);
    expect(graded.metrics).toMatchObject({ recall: 0.5, reciprocalRank: 0.5 });
  });

  it('has no metrics where nothing is known', () => {
    const graded = gradeRanking({ documentIds: [], evidence: [] }, [aChunk('mill', 0)], [], 3);
    expect(graded).toEqual({ relevant: [false], metrics: undefined });
  });
});
