"""Writes the weights and the tokenizer of a GGUF file as a Hugging Face model in fp32.

Usage: python unpack_base.py <folder of the GGUF file> <its name> <output folder>
"""

import sys

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

folder, name, output = sys.argv[1:4]
AutoTokenizer.from_pretrained(folder, gguf_file=name).save_pretrained(output)
AutoModelForCausalLM.from_pretrained(
    folder,
    gguf_file=name,
    dtype=torch.float32,
    # A model that is still quantised cannot be saved.
    quantization_config=GgufConfig(dequantize=True),
).save_pretrained(output)
