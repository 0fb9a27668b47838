"""Trains one LoRA adapter with TRL's SFTTrainer and goes on from the last checkpoint.

Usage: python train.py <config.json>. The file is rendered by the training service; `peft` and `sft`
are arguments of peft.LoraConfig and trl.SFTConfig, in the words of those libraries.
Exit status: 0 done, 65 the data or the configuration cannot be used (standard error says why).
"""

import json
import os
import sys
import threading
import time


def end_with_the_service():
    """Standard input is a pipe to the service: when that dies, however it dies, the pipe closes."""
    while os.read(0, 4096):
        pass
    os._exit(75)


threading.Thread(target=end_with_the_service, daemon=True).start()

import torch
from datasets import Dataset
from peft import LoraConfig
from transformers import AutoModelForCausalLM, AutoTokenizer, TrainerCallback
from transformers.trainer_utils import get_last_checkpoint
from trl import SFTConfig, SFTTrainer


class SaveByTheClock(TrainerCallback):
    """Steps differ a thousandfold in length between machines, so checkpoints go by time."""

    def __init__(self, seconds):
        self.seconds, self.saved = seconds, time.monotonic()

    def on_step_end(self, args, state, control, **kwargs):
        if time.monotonic() - self.saved >= self.seconds:
            control.should_save = True

    def on_save(self, args, state, control, **kwargs):
        self.saved = time.monotonic()


def refuse(why):
    print(why, file=sys.stderr)
    sys.exit(65)


def refuse_long_examples(rows, tokenizer, longest):
    for row in rows:
        messages = row["prompt"] + row["completion"]
        ids = tokenizer.apply_chat_template(messages, return_dict=True)["input_ids"]
        if len(ids) > longest:
            refuse(
                f"the training pair of question {row['question_id']} has {len(ids)} tokens, more than"
                f" maxSequenceTokens {longest}: raise maxSequenceTokens or shorten the evidence"
            )


def main(config):
    with open(config["data"], encoding="utf-8") as lines:
        rows = Dataset.from_list([json.loads(line) for line in lines])
    tokenizer = AutoTokenizer.from_pretrained(config["base"])
    refuse_long_examples(rows, tokenizer, config["sft"]["max_length"])
    dtype = getattr(torch, config["dtype"])
    model = AutoModelForCausalLM.from_pretrained(config["base"], dtype=dtype)
    try:
        args, lora = SFTConfig(**config["sft"]), LoraConfig(task_type="CAUSAL_LM", **config["peft"])
        trainer = SFTTrainer(
            model=model,
            args=args,
            train_dataset=rows.remove_columns("question_id"),
            processing_class=tokenizer,
            peft_config=lora,
            callbacks=[SaveByTheClock(config["checkpointSeconds"])],
        )
    except (TypeError, ValueError) as error:
        refuse(f"the trainer refuses its configuration: {error}")
    trainer.train(resume_from_checkpoint=get_last_checkpoint(args.output_dir))
    # The path of a folder on this machine would make equal adapters differ in their bytes.
    trainer.model.peft_config["default"].base_model_name_or_path = os.path.basename(config["base"])
    trainer.save_model(config["adapter"])
    trainer.state.save_to_json(os.path.join(config["adapter"], "trainer_state.json"))


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        main(json.load(file))
