#!/bin/bash
# Shows the way of an X-ray through Orthanc: it is stored there, sent to the classifier by the Lua script, and the results come back into its study.
# Needs Debian's orthanc, orthanc-dicomweb, dcmtk and curl. Usage: round-trip.sh COVID-WEB [STUDY.dcm], where COVID-WEB is the program that was built from
# samples/CovidClassifier.Web (covid-web.dll or covid-web). Ends with 0 where a Structured Report and a heat map are listed in Orthanc's study.
set -eu
[ $# -ge 1 ] || { sed -n '3,4s/^# //p' "$0" >&2; exit 2; }
here=$(dirname "$(realpath "$0")") web=$(realpath "$1") study=${2:-}
work=$(mktemp -d)
rest=http://127.0.0.1:18042 classifier=http://127.0.0.1:15080
pids=()
end() {
    for pid in "${pids[@]}"; do kill "$pid" 2> /dev/null || true; done
    rm -rf "$work"
}
trap end EXIT

# 1. an X-ray of noise, where none is given
if [ -z "$study" ]; then
    head -c 16384 /dev/urandom > "$work/pixels.raw"
    cat > "$work/xray.dump" <<DUMP
(0008,0016) UI [1.2.840.10008.5.1.4.1.1.1.1]
(0008,0018) UI [1.2.826.0.1.3680043.10.999.3]
(0008,0020) DA [20261126]
(0008,0060) CS [DX]
(0010,0010) PN [Round^Trip]
(0010,0020) LO [RT-1]
(0020,000d) UI [1.2.826.0.1.3680043.10.999.1]
(0020,000e) UI [1.2.826.0.1.3680043.10.999.2]
(0028,0002) US 1
(0028,0004) CS [MONOCHROME2]
(0028,0010) US 128
(0028,0011) US 128
(0028,0100) US 8
(0028,0101) US 8
(0028,0102) US 7
(0028,0103) US 0
(7fe0,0010) OW =$work/pixels.raw
DUMP
    study=$work/xray.dcm
    dump2dcm "$work/xray.dump" "$study"
fi

# 2. the classifier and the archive
case $web in *.dll) start=(dotnet "$web") ;; *) start=("$web") ;; esac
"${start[@]}" --urls "$classifier" --dicomweb true > "$work/web.log" 2>&1 &
pids+=($!)
cp "$here/send-to-classifier.lua" "$work"
sed -e 's/8042/18042/; s/4242/14242/; s/5080/15080/; s/"StableAge": 5/"StableAge": 2/' "$here/orthanc.json" > "$work/orthanc.json"
(cd "$work" && exec Orthanc orthanc.json) > "$work/orthanc.log" 2>&1 &
pids+=($!)
for _ in $(seq 120); do
    curl -sf "$classifier/healthz" > /dev/null && curl -sf "$rest/system" > /dev/null && break
    sleep 1
done

# 3. the X-ray goes in
curl -sf -X POST "$rest/instances" --data-binary @"$study" > "$work/stored.json"
id=$(sed -n 's/.*"ParentStudy" : "\([^"]*\)".*/\1/p' "$work/stored.json")

# 4. the results come back
for _ in $(seq 120); do
    curl -sf "$rest/studies/$id/series" > "$work/series.json"
    [ "$(grep -c '"Modality" :' "$work/series.json")" -ge 3 ] && break
    sleep 1
done
grep -E '"(Modality|SeriesDescription|Manufacturer)" :' "$work/series.json" || true
for instance in $(curl -sf "$rest/studies/$id/instances" | sed -n 's/^ *"ID" : "\([^"]*\)".*/\1/p'); do
    curl -sf "$rest/instances/$instance/file" > "$work/$instance.dcm"
    if dcmdump +P 0008,0060 "$work/$instance.dcm" | grep -q '\[SR\]'; then
        dsrdump "$work/$instance.dcm" 2> /dev/null && report=1
    elif dcmdump +P 0008,0064 "$work/$instance.dcm" 2> /dev/null | grep -q WSD; then
        dcmdump +P 0008,103e +P 0028,0010 +P 0028,0011 "$work/$instance.dcm" && picture=1
    fi
done
if [ "${report:-0}" = 1 ] && [ "${picture:-0}" = 1 ]; then
    echo "The Structured Report and the heat map are in the study."
else
    echo "The results have not come back." >&2
    tail -n 15 "$work/web.log" "$work/orthanc.log" >&2
    exit 1
fi
