#!/bin/bash
# Asks the trainer for a checkpoint and waits for it, before the pod is told to end.
set -u

OUT=${JOB_DIR:-/job}/out
REQUEST=$OUT/axolotl_checkpoint.save
DEADLINE=$((SECONDS + ${PRESTOP_SECONDS:-540}))

[ -d "$OUT" ] || exit 0
[ -d "${JOB_DIR:-/job}/adapter" ] && exit 0
marker=$(mktemp)
touch "$REQUEST"
while [ "$SECONDS" -lt "$DEADLINE" ]; do
  # The trainer takes the request away, then writes; the record is what it writes last.
  if [ ! -e "$REQUEST" ] && [ -n "$(find "$OUT"/checkpoint-* -maxdepth 1 -name trainer_state.json -newer "$marker" 2>/dev/null)" ]; then
    exit 0
  fi
  sleep 1
done
