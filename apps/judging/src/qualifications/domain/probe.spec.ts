import { type ProbeKind, type ProbeQuestion, probeSetId, probesOf } from './probe.js';

const DATASET = 'd'.repeat(64);
const TEMPLATES = {
  name: 'probes.v1',
  paddings: [
    { before: 'Here it is.', after: 'That is all.' },
    { before: 'Well.', after: 'Done.' },
  ],
};

const question = (questionId: string, gold: string): ProbeQuestion => ({
  questionId,
  cluster: `document of ${questionId}`,
  text: `what about ${questionId}?`,
  references: [gold, 'another wording'],
});

const answers = (questions: readonly ProbeQuestion[]): Partial<Record<ProbeKind, string>>[] =>
  questions.map(({ questionId }) =>
    Object.fromEntries(
      probesOf(DATASET, questions, TEMPLATES)
        .filter((probe) => probe.question.questionId === questionId)
        .map(({ kind, answer }) => [kind, answer]),
    ),
  );

describe(probesOf, () => {
  const harbour = question('q1', 'the harbour of the old town');
  const goats = question('q2', 'twelve brown goats');

  it('makes four answers of a gold answer, three of them worse or longer', () => {
    expect(answers([harbour, goats])).toEqual([
      {
        gold: 'the harbour of the old town',
        wrong: 'twelve brown goats',
        cut: 'the harbour of',
        padded: 'Here it is. the harbour of the old town That is all.',
      },
      {
        gold: 'twelve brown goats',
        wrong: 'the harbour of the old town',
        cut: 'twelve',
        padded: 'Well. twelve brown goats Done.',
      },
    ]);
  });

  it('takes no answer for wrong that says about the same', () => {
    const sameGoats = question('q3', 'Twelve goats, brown');
    const [, ofGoats] = answers([harbour, goats, sameGoats]);
    expect(ofGoats?.wrong).toBe('the harbour of the old town');
  });

  it('leaves out what cannot be made', () => {
    const [yes, also] = answers([question('q1', 'yes'), question('q2', 'yes')]);
    expect(Object.keys(yes ?? {})).toEqual(['gold', 'padded']);
    expect(Object.keys(also ?? {})).toEqual(['gold', 'padded']);
  });

  it('names probes by content, without a word of their kind', () => {
    const probes = probesOf(DATASET, [harbour, goats], TEMPLATES);
    const again = probesOf(DATASET, [harbour, goats], TEMPLATES);
    expect(again.map(({ probeId }) => probeId)).toEqual(probes.map(({ probeId }) => probeId));
    expect(new Set(probes.map(({ probeId }) => probeId)).size).toBe(8);
    const elsewhere = probesOf('e'.repeat(64), [harbour, goats], TEMPLATES);
    expect(elsewhere[0]?.probeId).not.toBe(probes[0]?.probeId);
  });
});

describe(probeSetId, () => {
  it('changes with the wording', () => {
    expect(probeSetId(TEMPLATES)).toMatch(/^probes\.v1-[0-9a-f]{8}$/);
    expect(probeSetId({ ...TEMPLATES, paddings: [] })).not.toBe(probeSetId(TEMPLATES));
  });
});
