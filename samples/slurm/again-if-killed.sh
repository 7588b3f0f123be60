# Runs a command in a task of an array job. A task whose command was killed (by the kernel for memory, by hand, by a node that is shut down) is put into the
# queue again, three times at most; one that failed by itself is not, since it would fail again. Slurm itself requeues the tasks of a node that dies.
run_or_requeue() {
    # waited for in the background, so that a signal to the task reaches this script at once
    "$@" &
    wait $!
    code=$?
    if [ "$code" -gt 128 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt 3 ]; then
        echo "Killed by signal $((code - 128)); the task is put into the queue again." >&2
        scontrol requeue "$SLURM_JOB_ID"
        # requeueing ends this script; should it not be allowed, the task fails with the command's code
        sleep 30
    fi

    exit "$code"
}
