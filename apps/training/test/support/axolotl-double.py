#!/usr/bin/env python3
"""Stands for `axolotl` in a training pod: reads the same files and leaves the same ones, without a GPU.

Settings that it does not read are the trainer's own affair. STEPS and STEP_SECONDS say how long it takes.
"""
import json
import os
import re
import signal
import struct
import sys
import time
import urllib.request

command, config_path = sys.argv[1:3]
with open(config_path, encoding="utf-8") as file:
    text = file.read()


def setting(name):
    return re.search(rf"^{name}: (.*)$", text, re.MULTILINE).group(1).strip("\"'")


job = os.environ["JOB_DIR"]
with open(os.path.join(job, "data", "train.jsonl"), encoding="utf-8") as file:
    examples = [json.loads(line) for line in file]
assert all(one["messages"][-1]["role"] == "assistant" for one in examples)
if command == "preprocess":
    sys.exit(0)

out = os.path.join(job, "out")
steps = int(os.environ["STEPS"])
history = []


def checkpoint(step):
    folder = os.path.join(out, f"checkpoint-{step}")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "trainer_state.json"), "w", encoding="utf-8") as file:
        json.dump({"global_step": step, "max_steps": steps, "log_history": history}, file)


def newest():
    numbers = [int(name.split("-")[1]) for name in os.listdir(out) if name.startswith("checkpoint-")]
    return max(numbers, default=0)


def post(metrics):
    with open(os.environ["KUBEFLOW_TRAINER_SERVER_TOKEN"], encoding="utf-8") as file:
        token = file.read()
    body = {"trainerStatus": {"metrics": [{"name": k, "value": str(v)} for k, v in metrics.items()]}}
    request = urllib.request.Request(
        os.environ["KUBEFLOW_TRAINER_SERVER_URL"],
        json.dumps(body).encode(),
        {"authorization": f"Bearer {token}", "content-type": "application/json"},
    )
    urllib.request.urlopen(request, timeout=5).close()


signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
step = newest()
print(f"training from step {step}", flush=True)
if step > 0:
    with open(os.path.join(out, f"checkpoint-{step}", "trainer_state.json"), encoding="utf-8") as file:
        history = json.load(file)["log_history"]
post({"total_steps": steps})
while step < steps:
    time.sleep(float(os.environ["STEP_SECONDS"]))
    step += 1
    history.append({"step": step, "loss": 2 / step})
    post({"current_step": step, "total_steps": steps, "loss": 2 / step})
    request = os.path.join(out, "axolotl_checkpoint.save")
    if os.path.exists(request):
        os.remove(request)
        checkpoint(step)
checkpoint(step)
with open(os.path.join(out, "adapter_config.json"), "w", encoding="utf-8") as file:
    rank = int(setting("lora_r"))
    base = setting("base_model")
    json.dump({"peft_type": "LORA", "base_model_name_or_path": base, "r": rank}, file)
header = json.dumps(
    {"q_proj.lora_A.weight": {"dtype": "BF16", "shape": [rank, 1], "data_offsets": [0, 2 * rank]}}
).encode()
with open(os.path.join(out, "adapter_model.safetensors"), "wb") as file:
    file.write(struct.pack("<Q", len(header)) + header + bytes(2 * rank))
