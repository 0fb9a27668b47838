#!/bin/bash
# Trains one adapter in a pod: from the last whole checkpoint to $JOB_DIR/adapter.
#
# Reads   CONFIG_DIR  axolotl.yaml              JOB_DIR     data/, out/, prepared/, adapter/
#         NPROC       GPUs                      BASE_MODEL  folder of the base weights
#         FINE_TUNE_ID, DATA_SHA256             for the manifest
#         TERMINATION_LOG                       where the reason of a failure is left
# Ends with 0 adapter made; 65 data refused; 66 no base weights; 70 GPU out of memory;
#           78 configuration refused; else the trainer's own status.
set -uo pipefail

CONFIG_DIR=${CONFIG_DIR:-/etc/ft}
JOB_DIR=${JOB_DIR:-/job}
NPROC=${NPROC:-1}
TERMINATION_LOG=${TERMINATION_LOG:-/dev/termination-log}
OUT=$JOB_DIR/out
ADAPTER=$JOB_DIR/adapter
CONFIG=$CONFIG_DIR/axolotl.yaml
LOG=$JOB_DIR/trainer.log
child=

say() {
  echo "$*" >>"$LOG"
}

# Everything is written to the file first, so that what is looked for in it is there; the pod's own
# log follows the file.
mirror() {
  touch "$LOG"
  tail -n 0 -s 0.2 -F "$LOG" 2>/dev/null &
  mirror_pid=$!
}

end_mirror() {
  sleep 0.3
  kill "$mirror_pid" 2>/dev/null
}

# The reason goes where Kubernetes reads it: at most 4096 bytes.
give_up() {
  local status=$1
  shift
  say "$*"
  { echo "$*"; tail -n 12 "$LOG"; } | head -c 4000 >"$TERMINATION_LOG" 2>/dev/null
  exit "$status"
}

# As the first process of the pod this shell must hand signals on, and outlive its child.
run() {
  "$@" >>"$LOG" 2>&1 &
  child=$!
  local status=0
  wait "$child" || status=$?
  while kill -0 "$child" 2>/dev/null; do
    status=0
    wait "$child" || status=$?
  done
  child=
  return "$status"
}

on_term() {
  [ -n "$child" ] && kill -TERM "$child" 2>/dev/null
}
trap on_term TERM INT

said_lately() {
  tail -n +"$((log_before + 1))" "$LOG" | grep -qiE "$1"
}

log_lines() {
  if [ -f "$LOG" ]; then wc -l <"$LOG"; else echo 0; fi
}

# The trainer goes on from the highest number without a look inside.
drop_broken_checkpoints() {
  local checkpoint
  for checkpoint in "$OUT"/checkpoint-*; do
    [ -d "$checkpoint" ] || continue
    if ! python3 -c 'import json,sys; json.load(open(sys.argv[1]))' \
      "$checkpoint/trainer_state.json" 2>/dev/null; then
      say "removing incomplete $checkpoint"
      rm -rf "$checkpoint"
    fi
  done
}

newest_record() {
  ls -d "$OUT"/checkpoint-*/trainer_state.json 2>/dev/null | sort -V | tail -n 1
}

mkdir -p "$OUT" || exit 73
mirror
trap end_mirror EXIT
if [ -d "$ADAPTER" ]; then
  say "the adapter is there already"
  exit 0
fi
rm -f "$OUT/axolotl_checkpoint.save"
if [ -n "${BASE_MODEL:-}" ] && [ ! -d "$BASE_MODEL" ]; then
  give_up 66 "there is no folder $BASE_MODEL with the weights of the base model"
fi
drop_broken_checkpoints

log_before=$(log_lines)
if [ ! -e "$JOB_DIR/.prepared" ]; then
  status=0
  run axolotl preprocess "$CONFIG" || status=$?
  if [ "$status" -ne 0 ]; then
    if said_lately 'validation error|ValidationError|AxolotlConfig|unrecognized key'; then
      give_up 78 "the trainer refused its configuration"
    elif said_lately 'exceed|too long|sequence_len|JSONDecodeError|DatasetGenerationError'; then
      give_up 65 "the trainer refused its data"
    fi
    give_up "$status" "preparing the data failed with status $status"
  fi
  touch "$JOB_DIR/.prepared"
fi

log_before=$(log_lines)
status=0
run axolotl train "$CONFIG" --launcher torchrun -- --nproc_per_node="$NPROC" || status=$?
if [ "$status" -ne 0 ]; then
  if said_lately 'CUDA out of memory|torch.OutOfMemoryError|CUDA error: out of memory'; then
    give_up 70 "the GPU ran out of memory"
  elif said_lately 'ValidationError|validation error'; then
    give_up 78 "the trainer refused its configuration"
  fi
  give_up "$status" "the trainer ended with status $status"
fi

TEMP=$JOB_DIR/.adapter-tmp
rm -rf "$TEMP"
mkdir -p "$TEMP"
for file in adapter_config.json adapter_model.safetensors; do
  cp "$OUT/$file" "$TEMP/" || give_up 74 "the trainer left no $file"
done
for file in tokenizer.json tokenizer_config.json special_tokens_map.json chat_template.jinja; do
  [ -f "$OUT/$file" ] && cp "$OUT/$file" "$TEMP/"
done
record=$OUT/trainer_state.json
[ -f "$record" ] || record=$(newest_record)
[ -n "$record" ] && cp "$record" "$TEMP/trainer_state.json"

python3 - "$TEMP" <<'PYTHON' || give_up 74 "the manifest could not be written"
import hashlib, importlib.metadata, json, os, sys

folder = sys.argv[1]


def digest(path):
    sha = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            sha.update(block)
    return {"sha256": sha.hexdigest(), "bytes": os.path.getsize(path)}


def version(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def template(directory):
    """SHA-256 of the chat template that a folder's tokenizer has; None where it has none."""
    try:
        with open(os.path.join(directory, "chat_template.jinja"), encoding="utf-8") as file:
            text = file.read()
    except OSError:
        try:
            with open(os.path.join(directory, "tokenizer_config.json"), encoding="utf-8") as file:
                text = json.load(file).get("chat_template")
        except (OSError, ValueError):
            return None
    # Of several named templates the default one is used.
    if isinstance(text, list):
        text = {one.get("name"): one.get("template") for one in text}.get("default")
    return hashlib.sha256(text.encode()).hexdigest() if isinstance(text, str) else None


manifest = {
    "fineTuneId": os.environ.get("FINE_TUNE_ID"),
    "baseModel": os.environ.get("BASE_MODEL"),
    "dataSha256": os.environ.get("DATA_SHA256"),
    "chatTemplate": {
        "base": template(os.environ.get("BASE_MODEL", "")),
        "adapter": template(folder),
    },
    "packages": {name: version(name) for name in ("axolotl", "transformers", "peft", "torch")},
    "files": {name: digest(os.path.join(folder, name)) for name in sorted(os.listdir(folder))},
}
with open(os.path.join(folder, "manifest.json"), "w") as file:
    json.dump(manifest, file, indent=2)
    file.flush()
    os.fsync(file.fileno())
PYTHON
mv "$TEMP" "$ADAPTER" || give_up 74 "the adapter could not be put in its place"
say "adapter made"
