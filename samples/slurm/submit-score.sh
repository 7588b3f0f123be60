#!/bin/bash
# Scores a long list of X-rays on a Slurm cluster: an array job, and one that merges when all its tasks have ended well.
# Usage: submit-score.sh TASKS MODEL.zip LIST-OR-FOLDER scores.csv|.jsonl|.parquet [further options of sbatch for the array]
# All paths must be seen by all nodes. COVID is the program, "covid" where it is not set.
set -eu
if [ $# -lt 4 ]; then
    sed -n '3,4s/^# //p' "$0" >&2
    exit 2
fi

tasks=$1 model=$(realpath "$2") input=$(realpath "$3") out=$(realpath -m "$4")
shift 4
scripts=$(dirname "$(realpath "$0")")
export SCRIPTS="$scripts" MODEL="$model" INPUT="$input" OUT="$out" COVID="${COVID:-covid}"
array=$(sbatch --parsable --array="1-$tasks" "$@" "$scripts/score.sbatch")
merge=$(sbatch --parsable --dependency="afterok:$array" --kill-on-invalid-dep=yes "$scripts/score-merge.sbatch")
echo "$array $merge"
