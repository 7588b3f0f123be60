#!/bin/bash
# Searches for the best recipe on a Slurm cluster: an array job whose tasks try recipes, and one that trains the model of what they found.
# Usage: submit-auto.sh TASKS STATE-DIR "RESULT OPTIONS" OPTIONS-OF-AUTO...
# For example: submit-auto.sh 6 search "--out auto.zip --report auto.html" --data data/xrays --trials 24 --threads 1
# All paths must be seen by all nodes and are relative to the present folder. COVID is the program, "covid" where it is not set.
set -eu
. "$(dirname "$(realpath "$0")")/two-jobs.sh"
usage 3,5 "$@"
tasks=$1 state=$(realpath -m "$2") results=$3
shift 3
export STATE_DIR="$state" RESULTS="$results" ARGUMENTS="$(quoted "$@")"
submit "$tasks" auto.sbatch auto-model.sbatch
