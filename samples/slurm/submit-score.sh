#!/bin/bash
# Scores a long list of X-rays on a Slurm cluster: an array job, and one that merges when all its tasks have ended well.
# Usage: submit-score.sh TASKS MODEL.zip LIST-OR-FOLDER scores.csv|.jsonl|.parquet [further options of sbatch for the array]
# All paths must be seen by all nodes. COVID is the program, "covid" where it is not set.
set -eu
. "$(dirname "$(realpath "$0")")/two-jobs.sh"
usage 3,4 "$@"
tasks=$1 model=$(realpath "$2") input=$(realpath "$3") out=$(realpath -m "$4")
shift 4
export MODEL="$model" INPUT="$input" OUT="$out"
submit "$tasks" score.sbatch score-merge.sbatch "$@"
