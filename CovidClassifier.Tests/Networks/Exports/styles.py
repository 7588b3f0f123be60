"""Writes graphs with random weights in the style of newer exporters (PyTorch 2.9, timm, Hugging Face, Keras) into a folder: styles.py FOLDER"""

import sys
import numpy as np, onnx
from onnx import helper as h, TensorProto as T, numpy_helper as nh
rng = np.random.default_rng(1)

class GraphWriter:

    def __init__(s):
        s.n = []
        s.i = []
        s.k = 0

    def w(s, *d, scale=None, name=None):
        a = (rng.standard_normal(d) * (scale if scale is not None else 1 / np.sqrt(max(1, np.prod(d[1:]) if len(d) > 1 else d[0])))).astype(np.float32)
        return s.c(a, name)

    def c(s, a, name=None):
        name = name or f'c{len(s.i)}'
        s.i.append(nh.from_array(np.asarray(a), name))
        return name

    def __call__(s, op, *ins, out=None, **at):
        s.k += 1
        o = out or f't{s.k}'
        s.n.append(h.make_node(op, list(ins), [o], name=f'n{s.k}', **at))
        return o


def save(b, name, opset, inp, outs, external=False, meta=None):
    g = h.make_graph(b.n, 'main_graph', [h.make_tensor_value_info('x' if len(inp) == 2 else inp[2], inp[0], inp[1])], [h.make_tensor_value_info(o, t, d) for o, t, d in outs], b.i)
    m = h.make_model(g, opset_imports=[h.make_opsetid('', opset)], producer_name='pytorch', producer_version='2.9.0')
    m.ir_version = 10
    p = f'{sys.argv[1]}/{name}.onnx'
    if external:
        onnx.save_model(m, p, save_as_external_data=True, all_tensors_to_one_file=True, location=f'{name}.onnx.data', size_threshold=256)
    else:
        open(p, 'wb').write(m.SerializeToString())


def ln(b, x, d):
    return b('LayerNormalization', x, b.c(np.ones(d, np.float32) + rng.standard_normal(d).astype(np.float32) * 0.1), b.w(d, scale=0.1), axis=-1, epsilon=1e-06)


def block(b, x, d, heads, t, attn23, gelu):
    y = ln(b, x, d)
    q, k, v = [b('Add', b('MatMul', y, b.w(d, d)), b.w(d, scale=0.1)) for _ in range(3)]
    if attn23:
        y = b('Attention', q, k, v, q_num_heads=heads, kv_num_heads=heads)
    else:
        sp = lambda z: b('Transpose', b('Reshape', z, b.c(np.array([-1, t, heads, d // heads], np.int64))), perm=[0, 2, 1, 3])
        q, k, v = (sp(q), sp(k), sp(v))
        a = b('Softmax', b('Mul', b('MatMul', q, b('Transpose', k, perm=[0, 1, 3, 2])), b.c(np.float32((d // heads) ** (-0.5)))), axis=-1)
        y = b('Reshape', b('Transpose', b('MatMul', a, v), perm=[0, 2, 1, 3]), b.c(np.array([-1, t, d], np.int64)))
    x = b('Add', x, b('Add', b('MatMul', y, b.w(d, d)), b.w(d, scale=0.1)))
    y = b('Add', b('MatMul', ln(b, x, d), b.w(d, 4 * d)), b.w(4 * d, scale=0.1))
    if gelu:
        y = b('Gelu', y)
    else:
        y = b('Mul', b('Mul', y, b.c(np.float32(0.5))), b('Add', b('Erf', b('Div', y, b.c(np.float32(2 ** 0.5)))), b.c(np.float32(1))))
    return b('Add', x, b('Add', b('MatMul', y, b.w(4 * d, d, scale=0.1)), b.w(d, scale=0.1)))


def vit(name, opset, attn23, gelu, head, external, batch='s0', hf=False):
    b = GraphWriter()
    d, heads, side, patch = (48, 3, 64, 16)
    t = (side // patch) ** 2 + 1
    x = b('Conv', 'x', b.w(d, 3, patch, patch), b.w(d, scale=0.1), strides=[patch, patch], kernel_shape=[patch, patch])
    x = b('Transpose', b('Reshape', x, b.c(np.array([0, d, t - 1], np.int64))), perm=[0, 2, 1])
    n = b('Shape', 'x', start=0, end=1)
    cls = b('Expand', b.w(1, 1, d, name='cls'), b('Concat', n, b.c(np.array([1], np.int64)), b.c(np.array([d], np.int64)), axis=0))
    x = b('Add', b('Concat', cls, x, axis=1), b.w(1, t, d, name='pos', scale=0.1))
    for _ in range(4):
        x = block(b, x, d, heads, t, attn23, gelu)
    x = ln(b, x, d)
    outs = []
    if hf:
        b('Identity', x, out='last_hidden_state')
        outs.append(('last_hidden_state', T.FLOAT, [batch, t, d]))
    f = b('Gather', x, b.c(np.array(0, np.int64)), axis=1)
    if head:
        b('Gemm', f, b.w(10, d, name='head.weight'), b.w(10, name='head.bias'), transB=1, out='logits')
        outs.append(('logits', T.FLOAT, [batch, 10]))
    else:
        b('Identity', f, out='pooler_output')
        outs.append(('pooler_output', T.FLOAT, [batch, d]))
    save(b, name, opset, (T.FLOAT, [batch, 3, side, side]), outs, external)

vit('torch29_vit_18_external', 18, False, False, True, True)
vit('torch29_vit_20_gelu', 20, False, True, True, True)
vit('torch29_vit_23_attention', 23, True, True, True, True)
vit('timm_vit_num_classes_0', 17, False, False, False, False, batch=1)
vit('hf_vit_model', 18, False, False, False, False, hf=True)
vit('hf_vit_for_classification', 18, False, False, True, False)

def convnext(name):
    b = GraphWriter()
    x = b('Conv', 'x', b.w(32, 3, 4, 4), b.w(32, scale=0.1), strides=[4, 4], kernel_shape=[4, 4])
    d = 32
    for s in range(3):
        if s:
            x = b('Conv', x, b.w(2 * d, d, 2, 2), b.w(2 * d, scale=0.1), strides=[2, 2], kernel_shape=[2, 2])
            d *= 2
        for _ in range(2):
            y = b('Conv', x, b.w(d, 1, 7, 7), b.w(d, scale=0.1), pads=[3] * 4, group=d, kernel_shape=[7, 7])
            y = ln(b, b('Transpose', y, perm=[0, 2, 3, 1]), d)
            y = b('Gelu', b('Add', b('MatMul', y, b.w(d, 4 * d)), b.w(4 * d, scale=0.1)))
            y = b('Mul', b('Add', b('MatMul', y, b.w(4 * d, d, scale=0.1)), b.w(d, scale=0.1)), b.w(d, scale=0.5))
            x = b('Add', x, b('Transpose', y, perm=[0, 3, 1, 2]))
    f = b('Flatten', b('GlobalAveragePool', x), axis=1)
    b('Identity', ln(b, f, d), out='y')
    save(b, name, 20, (T.FLOAT, ['batch', 3, 64, 64]), [('y', T.FLOAT, ['batch', d])])

convnext('timm_convnext_num_classes_0')

def keras(name):
    b = GraphWriter()
    x = b('Transpose', 'input_1', perm=[0, 3, 1, 2])
    c = 3
    for o in (16, 32, 48):
        x = b('Relu', b('Conv', x, b.w(o, c, 3, 3), b.w(o, scale=0.1), strides=[2, 2], auto_pad='SAME_UPPER', kernel_shape=[3, 3]))
        c = o
    x = b('ReduceMean', b('Transpose', x, perm=[0, 2, 3, 1]), axes=[1, 2], keepdims=0)
    x = b('Add', b('MatMul', x, b.w(48, 7)), b.w(7, scale=0.1))
    b('Softmax', x, axis=-1, out='dense')
    save(b, name, 13, (T.FLOAT, ['unk__1', 64, 64, 3], 'input_1'), [('dense', T.FLOAT, ['unk__1', 7])])

keras('keras_nhwc')
