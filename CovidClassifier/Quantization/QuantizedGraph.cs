using System.Runtime.InteropServices;
using CovidClassifier.Onnx;
using Google.Protobuf;

namespace CovidClassifier.Quantization;

/// <summary>
/// Puts pairs of QuantizeLinear and DequantizeLinear around the nodes of <see cref="QuantizableNodes"/>, from which ONNX Runtime makes operators on bytes:
/// activations unsigned with one scale, weights signed with a scale per output channel, sums and biases in 32 bits.
/// </summary>
internal sealed class QuantizedGraph
{
    // seven bits: on processors without 8-bit dot products two products of eight bits overflow the sixteen that they are added in
    private const int MostWeight = 63;

    private readonly ModelProto _model;
    private readonly GraphBuilder _builder;
    private readonly QuantizableNodes _nodes;
    private readonly Dictionary<string, ActivationRange> _ranges;
    private readonly Dictionary<string, TensorProto> _constants;
    private readonly Dictionary<string, string> _weights = new(StringComparer.Ordinal);
    private readonly Dictionary<string, float[]> _weightScales = new(StringComparer.Ordinal);

    private QuantizedGraph(ModelProto model, QuantizableNodes nodes, Dictionary<string, ActivationRange> ranges)
    {
        _model = model;
        _nodes = nodes;
        _ranges = ranges;
        _builder = new GraphBuilder(model.Graph);
        _constants = model.Graph.Initializer.ToDictionary(i => i.Name, StringComparer.Ordinal);
    }

    /// <param name="model">Nodes in topological order, normalisation folded; changed in place.</param>
    /// <param name="nodes">Of its graph.</param>
    /// <param name="ranges">A range for each rounded tensor.</param>
    public static void Apply(ModelProto model, QuantizableNodes nodes, Dictionary<string, ActivationRange> ranges) =>
        new QuantizedGraph(model, nodes, ranges).Apply();

    private void Apply()
    {
        GraphProto graph = _model.Graph;
        NodeProto[] before = [.. graph.Node];
        foreach (NodeProto layer in _nodes.Layers)
        {
            RoundWeights(layer);
        }

        Dictionary<string, string> rounded = _nodes.Rounded.ToDictionary(t => t, RoundTensor, StringComparer.Ordinal);
        foreach (NodeProto node in before)
        {
            for (int i = 0; i < node.Input.Count; i++)
            {
                if (rounded.TryGetValue(node.Input[i], out string? bytes) && (_nodes.Contains(node) || _nodes.AreBytes(node.Input[i])))
                {
                    node.Input[i] = bytes;
                }
            }
        }

        GraphOrder.Sort(graph);
        GraphOrder.Prune(graph);
    }

    /// <summary>Adds the pair; returns the rounded tensor's name.</summary>
    private string RoundTensor(string tensor)
    {
        ActivationRange range = _ranges[_nodes.RangeOf(tensor)];
        string scale = _builder.Constant(range.Scale);
        string zero = Add(new TensorProto { DataType = (int)TensorProto.Types.DataType.Uint8, RawData = ByteString.CopyFrom(range.ZeroPoint) }, "zero_point");
        return _builder.Add("DequantizeLinear", [_builder.Add("QuantizeLinear", [tensor, scale, zero]), scale, zero]);
    }

    private void RoundWeights(NodeProto layer)
    {
        (TensorProto weight, int axis) = QuantizableNodes.WeightOf(layer, _constants)!.Value;
        if (!_weights.TryGetValue(weight.Name, out string? rounded))
        {
            float[] scales = Scales(weight, axis);
            _weightScales[weight.Name] = scales;
            _weights[weight.Name] = rounded = _builder.Add(
                "DequantizeLinear",
                [
                    Add(Bytes(weight, axis, scales), "weight"),
                    _builder.FloatTensor(scales, scales.Length),
                    Add(new TensorProto
                    {
                        DataType = (int)TensorProto.Types.DataType.Int8, RawData = ByteString.CopyFrom(new byte[scales.Length]), Dims = { scales.Length },
                    }, "zero_point"),
                ],
                Attributes.Of("axis", axis));
        }

        if (layer.InputAt(2) is { } bias)
        {
            layer.Input[2] = RoundBias(_constants[bias], _ranges[_nodes.RangeOf(layer.Input[0])].Scale, _weightScales[weight.Name]);
        }

        layer.Input[1] = rounded;
    }

    /// <summary>In whole numbers of input scale times weight scale, which is what products are counted in.</summary>
    private string RoundBias(TensorProto bias, float inputScale, float[] weightScales)
    {
        float[] scales = [.. weightScales.Select(s => s * inputScale)];
        int[] values = [.. bias.Floats().Zip(scales, (b, s) => (int)Math.Clamp(Math.Round((double)b / s), int.MinValue, int.MaxValue))];
        var tensor = new TensorProto
        {
            DataType = (int)TensorProto.Types.DataType.Int32,
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<int>(values)),
            Dims = { values.Length },
        };
        return _builder.Add("DequantizeLinear", [Add(tensor, "bias"), _builder.FloatTensor(scales, scales.Length)], Attributes.Of("axis", 0));
    }

    private string Add(TensorProto tensor, string hint)
    {
        tensor.Name = _builder.FreshName(hint);
        _model.Graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    private static float[] Scales(TensorProto weight, int axis)
    {
        var largest = new float[weight.Dims[axis]];
        float[] values = weight.Floats();
        for (int i = 0; i < values.Length; i++)
        {
            ref float most = ref largest[ChannelOf(weight, axis, i)];
            most = Math.Max(most, Math.Abs(values[i]));
        }

        // a channel that is all but 0 gets a scale that its bias can be counted in
        float floor = Math.Max(largest.Max() * 1e-4f, 1e-8f);
        return [.. largest.Select(m => Math.Max(m, floor) / MostWeight)];
    }

    private static TensorProto Bytes(TensorProto weight, int axis, float[] scales)
    {
        float[] values = weight.Floats();
        var bytes = new sbyte[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            bytes[i] = (sbyte)Math.Clamp(MathF.Round(values[i] / scales[ChannelOf(weight, axis, i)]), -MostWeight, MostWeight);
        }

        return new TensorProto
        {
            DataType = (int)TensorProto.Types.DataType.Int8,
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<sbyte>(bytes)),
            Dims = { weight.Dims },
        };
    }

    private static int ChannelOf(TensorProto weight, int axis, int index)
    {
        long inner = weight.Dims.Skip(axis + 1).Aggregate(1L, (a, d) => a * d);
        return (int)(index / inner % weight.Dims[axis]);
    }
}
