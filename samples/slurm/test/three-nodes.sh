#!/bin/bash
# Runs the samples on a Slurm cluster of three nodes on this machine and compares with single runs: scoring in 8 shards, of which one task is killed, a
# cross-validation in 5 folds, under which a node dies, and a search by 3 tasks, of which one is killed. Usage: three-nodes.sh PATH/covid.dll WORK-FOLDER [IMAGES], IMAGES 2000 where it is not given.
set -eu
[ $# -ge 2 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
here=$(dirname "$(realpath "$0")") covid="dotnet $(realpath "$1")" images=${3:-2000}
repository=$(realpath "$here/../../..")
mkdir -p "$2"
work=$(realpath "$2")
. "$here/cluster.sh"
trap stop_cluster EXIT
start_cluster "$work/cluster"
export COVID="$covid"
cd "$work"

# 1. so many images: links to the phantoms, in a list
find "$repository/samples/data/phantoms" -name '*.png' | LC_ALL=C sort > phantoms.txt
mkdir -p images
count=0
while [ "$count" -lt "$images" ]; do
    while read -r phantom && [ "$count" -lt "$images" ]; do
        count=$((count + 1))
        ln -sf "$phantom" "images/$(printf %06d "$count").png"
    done < phantoms.txt
done
ls -d images/* > list.txt

# 2. scoring
model=$repository/models/covid-cnn.zip
began=$(date +%s)
$covid predict --model "$model" --input list.txt --out single.csv > single.log
echo "Scoring $images images: $(($(date +%s) - began)) s by a single run."
began=$(date +%s)
read -r array merge < <("$here/../submit-score.sh" 8 "$model" list.txt scores.csv)
until grep -qs . scores-2-of-8.csv.partial; do sleep 0.2; done
victim=$(grep -lsz "^SLURM_ARRAY_TASK_ID=2$" /proc/[0-9]*/environ | cut -d / -f 3 | xargs -r ps -o pid=,comm= -p | awk '$2 == "dotnet" { print $1; exit }')
kill -9 "$victim" && echo "Task 2 is killed."
wait_for "$array"
wait_for "$merge"
echo "The same in 8 shards over 3 nodes: $(($(date +%s) - began)) s."
grep -h "put into the queue again" covid-score-*_2.log
cmp single.csv scores.csv && echo "The merged scores are the single run's, byte for byte."

# 3. cross-validation
began=$(date +%s)
data="--data $repository/samples/data/phantoms --folds 5 --group patient --epochs 3 --audits none --threads 1"
$covid crossvalidate $data --json single.json > single-folds.log
echo "Cross-validating in 5 folds: $(($(date +%s) - began)) s by a single run."
began=$(date +%s)
read -r array merge < <("$here/../submit-crossvalidate.sh" 5 folds "--json merged.json" $data)
until [ -n "$(squeue -h -w node3 -t running -o %A)" ]; do sleep 0.2; done
sleep 3
kill_node node3 && echo "Node 3 is dead."
sleep 25
start_node node3
wait_for "$array"
wait_for "$merge"
echo "The same in 5 shards over 3 nodes: $(($(date +%s) - began)) s, a node's death and its 25 s included."
strip() { grep -v '"seconds":' "$1"; }
cmp <(strip single.json) <(strip merged.json) && echo "The merged cross-validation is the single run's, but for the seconds."

# 4. a search
began=$(date +%s)
data="--data $repository/samples/data/phantoms --networks cnn --trials 4 --inner-folds 2 --ensemble 1 --audits none --threads 1"
$covid auto $data --state single-search --out single.zip > single-search.log
echo "A search of 4 recipes: $(($(date +%s) - began)) s by a single run."
began=$(date +%s)
read -r array model < <("$here/../submit-auto.sh" 3 search "--out shared.zip" $data)
until [ "$(grep -c Worker search/trials.jsonl 2> /dev/null || true)" -ge 3 ] 2> /dev/null; do sleep 0.2; done
victim=$(grep -lsz "^SLURM_ARRAY_TASK_ID=2$" /proc/[0-9]*/environ | cut -d / -f 3 | xargs -r ps -o pid=,comm= -p | awk '$2 == "dotnet" { print $1; exit }')
kill -9 "$victim" && echo "Task 2 of the search is killed."
wait_for "$array"
wait_for "$model"
echo "The same by 3 tasks over 3 nodes: $(($(date +%s) - began)) s."
[ -s shared.zip ] && [ ! -d search/workers ] && echo "The model of what they found is there, and nothing is left of them."

# the recipe with every default, on all folds, gives the same whoever trained it: the same logits, bit for bit
logits() { grep '"Trial":1,' "$1/trials.jsonl" | grep -o '"Logits":[^}]*\]\]'; }
cmp <(logits single-search) <(logits search) && echo "The first recipe's scores are the single run's, bit for bit."
