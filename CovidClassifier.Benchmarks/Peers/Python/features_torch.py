#!/usr/bin/python3
"""Peer: penultimate features (1280) of torchvision's MobileNetV2 (random weights: only speed matters) from decoded gray images of 224x224, 2 threads.
usage: features_torch.py eager|jit.  eager: channels last, as fast as plain modules get here; jit: traced, frozen, optimize_for_inference.
Prints 'torch-features <images per second>' (median of 5 passes over 64 images). Needs: apt-get install python3-torch python3-torchvision."""
import sys, time, torch, torchvision
from torch import nn
torch.set_num_threads(2); torch.manual_seed(1)
mode = sys.argv[1]; N, B = 64, 8
net = nn.Sequential(torchvision.models.mobilenet_v2().features, nn.AdaptiveAvgPool2d(1), nn.Flatten()).eval()
gray = torch.randint(0, 256, (N, 1, 224, 224), dtype=torch.uint8); layout = torch.contiguous_format
if mode == 'eager':
    layout = torch.channels_last; net = net.to(memory_format=layout)
else:
    net = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(net, torch.rand(B, 3, 224, 224))))
rate = []
with torch.inference_mode():
    for _ in range(7):
        t = time.perf_counter()
        for i in range(0, N, B): net((gray[i:i + B].float() / 127.5 - 1).repeat(1, 3, 1, 1).contiguous(memory_format=layout))
        rate.append(N / (time.perf_counter() - t))
print(f'torch-features {sorted(rate[2:])[2]:.1f}')
