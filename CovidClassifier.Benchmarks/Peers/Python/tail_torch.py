#!/usr/bin/python3
"""Peer: PyTorch fine-tuning MobileNetV2 from the cached 14x14x96 map on: batch normalisation folded into the convolutions (as in the graph that ours
trains), dropout 0.2, dense layer of 3, label smoothing 0.1, AdamW with a lower rate for the pre-trained part, batch 32, 2 threads, random activations.
usage: tail_torch.py plain|channels-last.  Prints 'torch-tail <images per second>' (median of 4 epochs of 256 images).
Needs: apt-get install python3-torch python3-torchvision libopenblas0-pthread."""
import sys, time, torch, torchvision
from torch import nn
torch.set_num_threads(2); torch.manual_seed(1)
B, N = 32, 256; layout = torch.channels_last if sys.argv[1] == 'channels-last' else torch.contiguous_format
def fold(module):
    for name, child in list(module.named_children()):
        if isinstance(child, nn.BatchNorm2d): setattr(module, name, nn.Identity())
        elif isinstance(child, nn.Conv2d):
            setattr(module, name, nn.Conv2d(child.in_channels, child.out_channels, child.kernel_size, child.stride, child.padding, groups=child.groups))
        else: fold(child)
    return module
tail = nn.Sequential(fold(torchvision.models.mobilenet_v2().features[14:]), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(.2)).to(memory_format=layout)
head = nn.Linear(1280, 3)
opt = torch.optim.AdamW([{'params': tail.parameters(), 'lr': 3e-4}, {'params': head.parameters(), 'lr': 1e-3}], weight_decay=.01)
loss = nn.CrossEntropyLoss(label_smoothing=.1); rate = []
x = torch.rand(N, 96, 14, 14).contiguous(memory_format=layout); y = torch.randint(0, 3, (N,)); tail.train()
for epoch in range(5):
    t = time.perf_counter()
    for i in range(0, N, B):
        opt.zero_grad(); l = loss(head(tail(x[i:i + B])), y[i:i + B]); l.backward(); opt.step(); l.item()
    rate.append(N / (time.perf_counter() - t))
print(f'torch-tail {sorted(rate[1:])[2]:.1f}')
