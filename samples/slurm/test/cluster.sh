#!/bin/bash
# A Slurm cluster of three nodes on this machine, for tests: needs slurm-wlm and munge (installed where they are missing and apt-get may do so). Sourced by
# tests: start_cluster FOLDER, stop_cluster. Everything lies in FOLDER; nothing of the machine's own Slurm is touched.
start_cluster() {
    cluster=$(realpath -m "$1")
    command -v slurmctld > /dev/null && command -v munged > /dev/null || apt-get install -y --no-install-recommends slurm-wlm munge > /dev/null
    mkdir -p "$cluster"/{state,spool,log,munge}
    # munged asks that nobody else can write above its socket
    chmod 755 "$cluster" "$cluster/munge"
    dd if=/dev/urandom of="$cluster/munge/key" bs=1024 count=1 status=none
    chmod 600 "$cluster/munge/key"
    munged --force --key-file="$cluster/munge/key" --socket="$cluster/munge/socket" --pid-file="$cluster/munge/pid" --log-file="$cluster/munge/log" \
        --seed-file="$cluster/munge/seed"
    local host
    host=$(hostname -s)
    cat > "$cluster/slurm.conf" <<EOF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=26817
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$cluster/munge/socket
CredType=cred/munge
StateSaveLocation=$cluster/state
SlurmdSpoolDir=$cluster/spool/%n
SlurmctldPidFile=$cluster/slurmctld.pid
SlurmdPidFile=$cluster/%n.pid
SlurmctldLogFile=$cluster/log/slurmctld
SlurmdLogFile=$cluster/log/%n
ProctrackType=proctrack/pgid
TaskPlugin=task/none
MpiDefault=none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
ReturnToService=2
SlurmdTimeout=20
KillWait=5
BatchStartTimeout=60
MessageTimeout=60
JobRequeue=1
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
NodeName=node[1-3] NodeHostname=$host NodeAddr=127.0.0.1 Port=[27001-27003] CPUs=1 State=UNKNOWN
PartitionName=main Nodes=node[1-3] Default=YES MaxTime=INFINITE State=UP
EOF
    export SLURM_CONF="$cluster/slurm.conf"
    slurmctld
    local node
    for node in node1 node2 node3; do
        start_node "$node"
    done
    for _ in $(seq 60); do
        [ "$(sinfo -h -t idle -o %D 2> /dev/null)" = 3 ] && return 0
        sleep 1
    done
    echo "The cluster's nodes do not come up:" >&2
    sinfo >&2
    tail -n 20 "$cluster"/log/* >&2
    return 1
}

start_node() {
    mkdir -p "$cluster/spool/$1"
    slurmd -N "$1"
}

# As a node that loses its power: the daemon and everything that it runs.
kill_node() {
    local job step
    kill -9 "$(cat "$cluster/$1.pid")"
    for job in $(squeue -h -w "$1" -t running -o %A); do
        for step in $(pgrep -f "^slurmstepd: \\[$job\\."); do
            pkill -9 -P "$step" || true
            kill -9 "$step" || true
        done
        for step in $(grep -lsz "^SLURM_JOB_ID=$job\$" /proc/[0-9]*/environ | cut -d / -f 3); do
            [ "$step" = $$ ] || kill -9 "$step" 2> /dev/null || true
        done
    done
}

stop_cluster() {
    scancel --user="$(id -un)" 2> /dev/null || true
    local pid
    for pid in "$cluster"/node?.pid "$cluster/slurmctld.pid" "$cluster/munge/pid"; do
        [ -f "$pid" ] && kill "$(cat "$pid")" 2> /dev/null || true
    done
}

# Waits until a job, or every task of an array, is no longer in the queue.
wait_for() {
    while squeue -h -j "$1" 2> /dev/null | grep -q .; do
        sleep 1
    done
}
