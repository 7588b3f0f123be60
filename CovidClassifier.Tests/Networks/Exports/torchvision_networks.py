"""Exports torchvision's networks with random weights, as PyTorch does by default (torch 1.13, Debian's python3-torchvision).

Into a folder: torchvision_networks.py FOLDER [NAME ...]"""

import sys, time, warnings
import torch, torchvision as tv
warnings.filterwarnings('ignore')
torch.set_num_threads(1)
torch.manual_seed(1)
from torch import nn
M = tv.models

def heads_off(m):
    for n in ('fc', 'classifier', 'heads', 'head'):
        if hasattr(m, n):
            setattr(m, n, nn.Identity())
            return m


class MHA(nn.Module):

    def __init__(s):
        super().__init__()
        s.c = nn.Conv2d(3, 32, 8, 8)
        s.p = nn.Parameter(torch.randn(1, 64, 32) * 0.02)
        s.a = nn.MultiheadAttention(32, 4, batch_first=True)
        s.n = nn.LayerNorm(32)
        s.f = nn.Linear(32, 5)

    def forward(s, x):
        t = s.c(x).flatten(2).transpose(1, 2) + s.p
        t = t + s.a(s.n(t), s.n(t), s.n(t), need_weights=False)[0]
        return s.f(t.mean(1))


class SeqFirst(nn.Module):

    def __init__(s):
        super().__init__()
        s.c = nn.Conv2d(3, 32, 8, 8)
        s.e = nn.TransformerEncoder(nn.TransformerEncoderLayer(32, 4, 64), 2)
        s.f = nn.Linear(32, 5)

    def forward(s, x):
        t = s.c(x).flatten(2).permute(2, 0, 1)
        return s.f(s.e(t)[0])


class Squeezed(nn.Module):

    def __init__(s):
        super().__init__()
        s.c = nn.Conv2d(3, 32, 8, 8)
        s.q = nn.Linear(32, 1)
        s.f = nn.Linear(32, 5)

    def forward(s, x):
        t = s.c(x)[0].flatten(1).t()
        w = torch.softmax(s.q(t), 0)
        return s.f((w * t).sum(0, keepdim=True))


class Sorted(nn.Module):

    def __init__(s):
        super().__init__()
        s.c = nn.Conv2d(3, 32, 8, 8)
        s.f = nn.Linear(32, 5)

    def forward(s, x):
        t = s.c(x).squeeze(0).flatten(1)
        v, _ = t.topk(4, dim=1)
        return s.f(v.mean(1)).unsqueeze(0)


class OneRow(nn.Module):

    def __init__(s):
        super().__init__()
        s.c = nn.Conv2d(3, 32, 8, 8)
        s.f = nn.Linear(32, 5)

    def forward(s, x):
        return s.f(s.c(x).mean((2, 3))).squeeze(0)

nets = {
    'vit': (lambda: M.VisionTransformer(image_size=64, patch_size=16, num_layers=4, num_heads=4, hidden_dim=32, mlp_dim=64), 64),
    'vit_nohead': (lambda: heads_off(M.VisionTransformer(image_size=64, patch_size=16, num_layers=4, num_heads=4, hidden_dim=32, mlp_dim=64)), 64),
    'swin': (lambda: M.SwinTransformer(patch_size=[4, 4], embed_dim=24, depths=[2, 2, 2], num_heads=[2, 2, 4], window_size=[4, 4]), 96),
    'swin_v2': (lambda: M.swin_transformer.SwinTransformer(patch_size=[4, 4], embed_dim=24, depths=[2, 2], num_heads=[2, 2], window_size=[4, 4], block=M.swin_transformer.SwinTransformerBlockV2, downsample_layer=M.swin_transformer.PatchMergingV2), 64),
    'mha': (MHA, 64),
    'seqfirst': (SeqFirst, 64),
    'resnet18': (lambda: M.resnet18(), 64),
    'resnet18_nohead': (lambda: heads_off(M.resnet18()), 64),
    'mobilenet_v2': (lambda: M.mobilenet_v2(), 64),
    'mobilenet_v3': (lambda: M.mobilenet_v3_small(), 64),
    'mobilenet_v2_nohead': (lambda: heads_off(M.mobilenet_v2()), 64),
    'mnasnet': (lambda: M.mnasnet0_5(), 64),
    'mnasnet_nohead': (lambda: heads_off(M.mnasnet0_5()), 64),
    'shufflenet': (lambda: M.shufflenet_v2_x0_5(), 64),
    'shufflenet_nohead': (lambda: heads_off(M.shufflenet_v2_x0_5()), 64),
    'squeezenet': (lambda: M.squeezenet1_1(), 64),
    'densenet121': (lambda: M.densenet121(), 64),
    'densenet_nohead': (lambda: heads_off(M.densenet121()), 64),
    'efficientnet_b0': (lambda: M.efficientnet_b0(), 64),
    'efficientnet_v2_s': (lambda: M.efficientnet_v2_s(), 64),
    'regnet': (lambda: M.regnet_y_400mf(), 64),
    'convnext': (lambda: M.convnext_tiny(), 64),
    'googlenet': (lambda: M.googlenet(aux_logits=True, init_weights=False), 96),
    'inception': (lambda: M.inception_v3(aux_logits=False, init_weights=False), 128),
    'squeezed': (Squeezed, 64),
    'sorted_places': (Sorted, 64),
    'one_row': (OneRow, 64),
    'resnet18_b4': (lambda: M.resnet18(), 64, 4),
    'shuffle_b8': (lambda: M.shufflenet_v2_x0_5(), 64, 8),
    'vit_b2': (lambda: M.VisionTransformer(image_size=64, patch_size=16, num_layers=4, num_heads=4, hidden_dim=32, mlp_dim=64), 64, 2),
    'swin_b3': (lambda: M.SwinTransformer(patch_size=[4, 4], embed_dim=24, depths=[2, 2], num_heads=[2, 2], window_size=[4, 4]), 64, 3),
    'maxvit': (lambda: M.MaxVit(input_size=(64, 64), stem_channels=16, partition_size=2, block_channels=[16, 32], block_layers=[1, 1], head_dim=8, stochastic_depth_prob=0.0), 64),
}
nets |= {
    'vit_b_16': (lambda: M.vit_b_16(), 224),
    'swin_t': (lambda: M.swin_t(), 224),
}
for n, (f, s, *b) in nets.items():
    if len(sys.argv) > 2 and n not in sys.argv[2:]:
        continue
    t = time.time()
    try:
        m = f().eval()
        for p in m.modules():
            if isinstance(p, nn.BatchNorm2d):
                p.running_mean.normal_(0, 0.1)
                p.running_var.uniform_(0.5, 1.5)
        torch.onnx.export(m, torch.randn(*(b or [1]), 3, s, s), f'{sys.argv[1]}/{n}.onnx')
        print(n, 'ok', round(time.time() - t, 1), flush=True)
    except Exception as e:
        print(n, 'FAILED', str(e)[:300].replace('\n', ' '), flush=True)
