#!/usr/bin/python3
"""Peer: PIL decoding a folder to gray 256x256 with a box filter (area averaging), two files at a time (PIL works outside Python's lock).
usage: decode_pil.py FOLDER full|draft.  draft: JPEG decoded at reduced scale, never below 1.5 times the target.
Prints 'pil-decode <ms per image>' (median of 3 passes). Needs: apt-get install python3-pil."""
import os, sys, time
from concurrent.futures import ThreadPoolExecutor
from PIL import Image
Image.MAX_IMAGE_PIXELS = None
files = sorted(os.path.join(sys.argv[1], f) for f in os.listdir(sys.argv[1]))
def one(f):
    image = Image.open(f)
    if sys.argv[2] == 'draft': image.draft('L', (384, 384))
    return image.convert('L').resize((256, 256), Image.BOX)
took = []
with ThreadPoolExecutor(2) as pool:
    for _ in range(4):
        t = time.perf_counter(); list(pool.map(one, files)); took.append(time.perf_counter() - t)
print(f'pil-decode {1e3 * sorted(took[1:])[1] / len(files):.2f}')
