import type { ChatMessage } from '@equipoise/contracts';

/** Name of this rendering; part of a local model's fingerprint, changed whenever the text below is. */
export const CHAT_TEMPLATE = 'chatml.v1';

export const TURN_START = '<|im_start|>';
export const TURN_END = '<|im_end|>';

/** A piece of a prompt: a control token of the model, or text that never counts as one. */
export type PromptPiece = { readonly control: string } | { readonly text: string };

/**
 * The prompt of a chat as ChatML, up to where the model goes on: the same for base and tuned model.
 * No system message is added, other than by the templates in the model files. Text is kept apart from
 * control tokens, so that `<|im_end|>` in a document stays text.
 *
 * @param prefill beginning of the assistant's turn; may be empty
 * @returns one list of pieces per message, the assistant's turn to be written being the last
 * @source the `chat_template` of Qwen2.5-Coder and SmolLM2: `<|im_start|>role\ncontent<|im_end|>\n`
 */
export function renderChatMl(messages: readonly ChatMessage[], prefill: string): PromptPiece[][] {
  const turns = messages.map(({ role, content }): PromptPiece[] => [
    { control: TURN_START },
    { text: `${role}\n${content}` },
    { control: TURN_END },
    { text: '\n' },
  ]);
  return [...turns, [{ control: TURN_START }, { text: `assistant\n${prefill}` }]];
}
