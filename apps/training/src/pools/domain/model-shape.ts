/** What decides the size of a decoder-only transformer with gated feed-forward layers (Llama, Mistral, Mixtral, Qwen). */
export interface ModelShape {
  /** Transformer blocks. */
  readonly layers: number;
  readonly hiddenSize: number;
  /** Of one feed-forward layer, or of one expert. */
  readonly intermediateSize: number;
  readonly attentionHeads: number;
  /** Fewer than attention heads where heads share keys and values. */
  readonly keyValueHeads: number;
  readonly vocabularySize: number;
  /** Feed-forward layers side by side in a block; 1 in a dense model. */
  readonly experts: number;
  /** Experts that a token passes through, 1 to `experts`. */
  readonly activeExperts: number;
  /** Whether the output layer is the embedding, transposed. */
  readonly tiedEmbeddings: boolean;
}

/** Width and height of one linear layer. */
interface Linear {
  readonly inputs: number;
  readonly outputs: number;
}

/** Whether adapters go on the attention layers only. */
export function isMixtureOfExperts({ experts }: ModelShape): boolean {
  return experts > 1;
}

/** All parameters, as model cards count them. */
export function parametersOf(shape: ModelShape): number {
  return linearParametersOf(shape) + embeddingParametersOf(shape);
}

/** Parameters of the linear layers in the blocks: what 4-bit loading quantises. */
export function linearParametersOf(shape: ModelShape): number {
  return shape.layers * blockParameters(shape, shape.experts);
}

/** Parameters that a token is multiplied with: the output layer counts, the look-up of its embedding does not. */
export function activeParametersOf(shape: ModelShape): number {
  const { layers, activeExperts, vocabularySize, hiddenSize } = shape;
  return layers * blockParameters(shape, activeExperts) + vocabularySize * hiddenSize;
}

/**
 * Trainable parameters of a LoRA adapter: on all linear layers of a dense model, on the attention of
 * one with experts.
 *
 * @param rank >= 1
 */
export function adapterParametersOf(shape: ModelShape, rank: number): number {
  const { layers } = shape;
  const targets = isMixtureOfExperts(shape)
    ? attention(shape)
    : [...attention(shape), ...feedForward(shape)];
  return layers * targets.reduce((sum, { inputs, outputs }) => sum + rank * (inputs + outputs), 0);
}

function embeddingParametersOf(shape: ModelShape): number {
  const { vocabularySize, hiddenSize, layers, tiedEmbeddings } = shape;
  const norms = (2 * layers + 1) * hiddenSize;
  return vocabularySize * hiddenSize * (tiedEmbeddings ? 1 : 2) + norms;
}

function blockParameters(shape: ModelShape, experts: number): number {
  const router = isMixtureOfExperts(shape) ? shape.hiddenSize * shape.experts : 0;
  return sizeOf(attention(shape)) + experts * sizeOf(feedForward(shape)) + router;
}

function sizeOf(linears: readonly Linear[]): number {
  return linears.reduce((sum, { inputs, outputs }) => sum + inputs * outputs, 0);
}

function attention({ hiddenSize, attentionHeads, keyValueHeads }: ModelShape): Linear[] {
  const keyValueSize = (hiddenSize / attentionHeads) * keyValueHeads;
  return [
    { inputs: hiddenSize, outputs: hiddenSize },
    { inputs: hiddenSize, outputs: keyValueSize },
    { inputs: hiddenSize, outputs: keyValueSize },
    { inputs: hiddenSize, outputs: hiddenSize },
  ];
}

function feedForward({ hiddenSize, intermediateSize }: ModelShape): Linear[] {
  return [
    { inputs: hiddenSize, outputs: intermediateSize },
    { inputs: hiddenSize, outputs: intermediateSize },
    { inputs: intermediateSize, outputs: hiddenSize },
  ];
}
