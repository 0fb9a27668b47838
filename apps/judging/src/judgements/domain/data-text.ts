import { contentKey } from '@equipoise/kernel';

/**
 * Makes a text harmless to tokenizers and to the form's own fences: a blank breaks every sequence
 * that some chat model reads as a control token, and every run of three angle brackets. The words
 * stay readable; a text without such sequences comes back unchanged.
 *
 * Covered: `<|im_end|>` and all tokens of ChatML, Llama 3 and Phi (`<|`, `|>`), DeepSeek's with the
 * full-width bar, `<s>`, `</s>`, `<bos>`, `<start_of_turn>` and other bare lower-case tags (Llama 2,
 * Gemma, Mistral), `[INST]`, `[/TOOL_RESULTS]` and the like (Mistral), `<<SYS>>` (Llama 2). NUL is
 * dropped: PostgreSQL cannot hold it.
 */
export function neutralised(text: string): string {
  return text
    .replaceAll('\0', '')
    .replace(/<(?=[|｜])/g, '< ')
    .replace(/(?<=[|｜])>/g, ' >')
    .replace(/<(?=\/?[a-z_]+[0-9]*>)/g, '< ')
    .replace(/\[(?=\/?[A-Z][A-Z_]+\])/g, '[ ')
    .replace(/<<(?=\/?SYS>>)/g, '< <')
    .replace(/<{3,}|>{3,}/g, (run) => run.split('').join(' '));
}

/**
 * A short code for the fences around texts, made of the texts themselves: the same texts have the
 * same code, and none of them contains it.
 *
 * @returns 4 hexadecimal digits
 */
export function fenceCode(texts: readonly string[]): string {
  for (let salt = 0; ; salt += 1) {
    const code = contentKey([salt, texts]).slice(0, 4);
    if (!texts.some((text) => text.toLowerCase().includes(code))) return code;
  }
}

/**
 * Texts between two fences, each as a JSON string: a line break within a text is `\n`, so no part of
 * it can stand on a line of its own and be taken for a fence or for the form.
 */
export function fenced(name: string, code: string, texts: readonly string[]): string {
  const data = texts.map((text) => JSON.stringify(text)).join(' or ');
  return `<<<${name} ${code}>>>\n${data}\n<<<end ${code}>>>`;
}
