#!/usr/bin/env bash
# Draws console.png and report.png of the README: trains on the bundled drawings in a terminal of 100 columns, then photographs terminal and report.
# Needs the built console, tmux, python3 and chromium. Usage: docs/images/draw.sh [path of covid.dll]
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
covid=${1:-$root/samples/CovidClassifier.Console/bin/Release/net10.0/covid.dll}
work=$(mktemp -d)
trap 'tmux kill-session -t covid-picture 2> /dev/null || true; rm -rf "$work"' EXIT

cp -r "$root/samples/data/phantoms" "$work/my-xrays"
tmux new-session -d -s covid-picture -x 100 -y 60 "cd '$work'; export PS1='$ '; exec bash --norc"
tmux send-keys -t covid-picture "covid() { dotnet '$covid' \"\$@\"; }; clear" Enter
sleep 1
tmux send-keys -t covid-picture "covid train --data my-xrays --network resnet18 --mode frozen --out covid.zip --report report.html" Enter
for _ in $(seq 600); do
    sleep 1
    if tmux capture-pane -t covid-picture -p -S - | grep -q '^Next: '; then break; fi
done
sleep 1
tmux capture-pane -t covid-picture -e -p -S - > "$work/terminal.txt"

python3 - "$work/terminal.txt" "$work/terminal.html" <<'PYTHON'
import html, re, sys
colours = {"31": "#f38ba8", "32": "#a6e3a1", "33": "#f9e2af", "34": "#89b4fa", "90": "#7f849c"}
lines = open(sys.argv[1], encoding="utf-8").read().rstrip().split("\n")
out, style = [], ""
for line in lines:
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        if part.startswith("\x1b["):
            codes = part[2:-1].split(";")
            style = "" if codes in ([""], ["0"], ["39"]) else "".join(
                f"color:{colours[c]};" if c in colours else "font-weight:700;" if c == "1" else "" for c in codes)
        elif part:
            out.append(f'<span style="{style}">{html.escape(part)}</span>')
    out.append("\n")
open(sys.argv[2], "w", encoding="utf-8").write(
    '<!doctype html><meta charset="utf-8"><body style="margin:0;background:#1e1e2e;color:#cdd6f4"><pre style="margin:1rem;font:15px/1.3 monospace">'
    + "".join(out) + "</pre>")
PYTHON

lines=$(wc -l < "$work/terminal.html")
photograph() { chromium --headless --no-sandbox --disable-gpu --hide-scrollbars "--window-size=$3" "--screenshot=$2" "file://$1" > /dev/null 2>&1; }
photograph "$work/terminal.html" "$here/console.png" "960,$((lines * 20 + 50))"
photograph "$work/report.html" "$here/report.png" "1100,1100"
