# What the submit scripts share. Sourced; sets SCRIPTS, and COVID where it is not set.
SCRIPTS=$(dirname "$(realpath "$0")")
COVID="${COVID:-covid}"
export SCRIPTS COVID

# usage LINES ARGUMENTS...: of fewer than four arguments, prints those lines of the script's head and ends.
usage() {
    if [ $# -lt 5 ]; then
        sed -n "$1s/^# //p" "$0" >&2
        exit 2
    fi
}

# Options as the text of a command line: what has spaces stays one.
quoted() {
    printf ' %q' "$@"
}

# submit TASKS ARRAY.sbatch LATER.sbatch [options of sbatch for the array]: an array job and one that begins when all its tasks have ended well.
submit() {
    local array later
    array=$(sbatch --parsable --array="1-$1" "${@:4}" "$SCRIPTS/$2")
    later=$(sbatch --parsable --dependency="afterok:$array" --kill-on-invalid-dep=yes "$SCRIPTS/$3")
    echo "$array $later"
}
