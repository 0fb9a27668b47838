/** One chat message. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What a model is given to read; shown under its title, where it has one. */
export interface FramePassage {
  /** May be empty. */
  readonly title: string;
  readonly text: string;
}

/** Name of this frame; part of what a report states, and changed whenever the text below changes. */
export const RAG_FRAME = 'rag.v1';

const WITH_CONTEXT =
  'Answer the question from the passages below. Answer briefly and completely. ' +
  'If the passages do not hold the answer, say that they do not.';
const CLOSED_BOOK = 'Answer the question. Answer briefly and completely.';

/**
 * The prompt that every arm reads and every training pair is made with, so that base and tuned model
 * differ in their weights only.
 *
 * @param passages in rank order, best first; empty for `closed-book`
 */
export function ragMessages(question: string, passages: readonly FramePassage[]): ChatMessage[] {
  if (passages.length === 0) {
    return [
      { role: 'system', content: CLOSED_BOOK },
      { role: 'user', content: question },
    ];
  }
  const numbered = passages.map((passage, i) => `[${i + 1}] ${passageText(passage)}`).join('\n\n');
  return [
    { role: 'system', content: WITH_CONTEXT },
    { role: 'user', content: `${numbered}\n\nQuestion: ${question}` },
  ];
}

function passageText({ title, text }: FramePassage): string {
  return title === '' ? text : `${title}\n${text}`;
}
