#!/bin/bash
# Cross-validates on a Slurm cluster: an array job that trains the folds, and one that makes the result of them.
# Usage: submit-crossvalidate.sh TASKS FOLDS-DIR "RESULT OPTIONS" OPTIONS-OF-CROSSVALIDATE...
# For example: submit-crossvalidate.sh 5 folds "--json folds.json --report folds.html" --data data/xrays --folds 5
# All paths must be seen by all nodes and are relative to the present folder. COVID is the program, "covid" where it is not set.
set -eu
. "$(dirname "$(realpath "$0")")/two-jobs.sh"
usage 3,5 "$@"
tasks=$1 folds=$(realpath -m "$2") results=$3
shift 3
export FOLDS_DIR="$folds" RESULTS="$results" ARGUMENTS="$(quoted "$@")"
submit "$tasks" crossvalidate.sbatch crossvalidate-merge.sbatch
