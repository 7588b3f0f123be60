#!/bin/bash
# Cross-validates on a Slurm cluster: an array job that trains the folds, and one that makes the result of them.
# Usage: submit-crossvalidate.sh TASKS FOLDS-DIR "RESULT OPTIONS" OPTIONS-OF-CROSSVALIDATE...
# For example: submit-crossvalidate.sh 5 folds "--json folds.json --report folds.html" --data data/xrays --folds 5
# All paths must be seen by all nodes and are relative to the present folder. COVID is the program, "covid" where it is not set.
set -eu
if [ $# -lt 4 ]; then
    sed -n '3,5s/^# //p' "$0" >&2
    exit 2
fi

tasks=$1 folds=$(realpath -m "$2") results=$3
shift 3
scripts=$(dirname "$(realpath "$0")")
export SCRIPTS="$scripts" FOLDS_DIR="$folds" RESULTS="$results" ARGUMENTS="$*" COVID="${COVID:-covid}"
array=$(sbatch --parsable --array="1-$tasks" "$scripts/crossvalidate.sbatch")
merge=$(sbatch --parsable --dependency="afterok:$array" --kill-on-invalid-dep=yes "$scripts/crossvalidate-merge.sbatch")
echo "$array $merge"
