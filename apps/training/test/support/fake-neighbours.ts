import type { FramePassage } from '@equipoise/contracts';
import { DomainError } from '@equipoise/kernel';
import type { Handlers } from './fake-peer.js';

class NameTakenError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'INFERENCE.MODEL_NAME_TAKEN';
}

/** Inference is not there for a moment. */
export class AwayError extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'INFERENCE.AWAY';
}

/** Inference will not have this adapter. */
export class RefusedError extends DomainError {
  readonly kind = 'precondition';
  readonly code = 'INFERENCE.REFUSED';
}

/** A question of the fake retrieval service. */
export interface FakeQuestion {
  readonly id: string;
  readonly text: string;
  readonly answer: string;
  readonly evidence: readonly FramePassage[];
}

/** What the fake inference service was told. */
export interface RegisteredAdapter {
  readonly name: string;
  readonly base: string;
  readonly path: string;
  readonly digest: string;
}

/** A dataset of the retrieval service that has one test question, in training too. */
export const CONTAMINATED = 'c'.repeat(64);

/** Retrieval that knows these training questions. */
export function fakeRetrieval(questions: readonly FakeQuestion[]): Handlers {
  const find = (id: string): FakeQuestion => questions.find((one) => one.id === id) as FakeQuestion;
  return {
    listQuestions: () => ({
      questions: questions.map(({ id }) => ({ questionId: id, cluster: id })),
    }),
    checkContamination: ({ datasetVersionId }: { datasetVersionId: string }) => ({
      overlaps:
        datasetVersionId === CONTAMINATED
          ? [{ questionId: 'test-1', kind: 'question-and-answer', similarity: 1 }]
          : [],
    }),
    getQuestions: ({ questionIds }: { questionIds: string[] }) => ({
      questions: questionIds
        .map(find)
        .map(({ id, text, answer }) => ({ questionId: id, text, references: [answer, 'another'] })),
    }),
    getContexts: ({ questionIds }: { questionIds: string[] }) => ({
      contexts: questionIds.map(find).map(({ id, evidence }) => ({
        questionId: id,
        passages: evidence.map((passage) => ({ passageId: passage.text, ...passage })),
      })),
    }),
  };
}

/** What the fake inference service has been told, and what it is to refuse. */
export class FakeInference {
  readonly registered: RegisteredAdapter[] = [];
  /** Thrown instead of taking the next adapters, one each. */
  readonly refusals: Error[] = [];

  /** It has every base model, and notes the adapters that it takes. */
  readonly handlers: Handlers = {
    getModel: ({ name }: { name: string }) => ({
      model:
        name === 'remote'
          ? {
              name,
              provider: 'openai',
              endpoint: 'https://models.example/v1',
              remoteName: 'scripted-base',
              fingerprint: 'r',
            }
          : { name, provider: 'local', base: '', fingerprint: `fingerprint of ${name}` },
    }),
    registerAdapter: (adapter: RegisteredAdapter) => {
      const refusal = this.refusals.shift();
      if (refusal) throw refusal;
      const owner = this.registered.find(({ name }) => name === adapter.name);
      if (owner && owner.digest !== adapter.digest) throw new NameTakenError(adapter.name);
      this.registered.push(adapter);
      return { model: { name: adapter.name } };
    },
  };
}
