#!/bin/bash
# Searches for the best recipe on a Slurm cluster: an array job whose tasks try recipes, and one that trains the model of what they found.
# Usage: submit-auto.sh TASKS STATE-DIR "RESULT OPTIONS" OPTIONS-OF-AUTO...
# For example: submit-auto.sh 6 search "--out auto.zip --report auto.html" --data data/xrays --trials 24 --threads 1
# All paths must be seen by all nodes and are relative to the present folder. COVID is the program, "covid" where it is not set.
set -eu
if [ $# -lt 4 ]; then
    sed -n '3,5s/^# //p' "$0" >&2
    exit 2
fi

tasks=$1 state=$(realpath -m "$2") results=$3
shift 3
scripts=$(dirname "$(realpath "$0")")
export SCRIPTS="$scripts" STATE_DIR="$state" RESULTS="$results" ARGUMENTS="$*" COVID="${COVID:-covid}"
array=$(sbatch --parsable --array="1-$tasks" "$scripts/auto.sbatch")
model=$(sbatch --parsable --dependency="afterok:$array" --kill-on-invalid-dep=yes "$scripts/auto-model.sbatch")
echo "$array $model"
