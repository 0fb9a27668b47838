import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tokenizers from '@huggingface/tokenizers';
import { TokenCounters } from '../../application/ports.js';
import type { TokenCounter } from '../../domain/token-counter.js';
import type { TokenizerPackage } from './minilm.types.js';
import type { MinilmFiles } from './minilm-files.js';

const { Tokenizer } = tokenizers as unknown as TokenizerPackage;

/** Counts tokens as MiniLM reads them: WordPiece, which divides at spaces and punctuation first. */
export class MinilmTokenCounters extends TokenCounters {
  private counter: TokenCounter | undefined;

  constructor(private readonly files: MinilmFiles) {
    super();
  }

  async load(): Promise<TokenCounter> {
    this.counter ??= await this.read();
    return this.counter;
  }

  private async read(): Promise<TokenCounter> {
    const folder = await this.files.folder();
    const [model, config] = await Promise.all(
      ['tokenizer.json', 'tokenizer_config.json'].map(async (name) =>
        readFile(join(folder, name), 'utf8'),
      ),
    );
    const tokenizer = new Tokenizer(
      JSON.parse(model ?? '') as object,
      JSON.parse(config ?? '') as object,
    );
    return {
      count: (text) => tokenizer.encode(text, { add_special_tokens: false }).ids.length,
    };
  }
}
