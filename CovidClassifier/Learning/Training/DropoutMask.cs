using System.Runtime.Intrinsics;
using CovidClassifier.Foundation;
using CovidClassifier.Onnx;

namespace CovidClassifier.Learning.Training;

/// <summary>
/// A dropout layer's mask, drawn outside the graph so that it depends on the seed alone: 0 for a dropped unit, 1 / (1 - ratio) for a kept one (inverted
/// dropout: Srivastava et al. 2014, section 10).
/// </summary>
internal sealed record DropoutMask(string Name, long[] Shape, float Ratio)
{
    public int Length => checked((int)Shape.Aggregate(1L, (product, d) => product * d));

    /// <summary>Replaces every Dropout node by a multiplication with a mask input; a ratio of 0 leaves nothing to multiply.</summary>
    public static List<DropoutMask> Insert(GraphBuilder builder, Shapes shapes)
    {
        var masks = new List<DropoutMask>();
        var constants = builder.Graph.Initializer.ToDictionary(i => i.Name, StringComparer.Ordinal);
        foreach (NodeProto node in builder.Graph.Node.Where(n => n.OpType == "Dropout"))
        {
            float ratio = node.InputAt(1) is { } name && constants.TryGetValue(name, out TensorProto? value) ? value.Floats()[0] : 0.5f;
            node.OpType = ratio == 0 ? "Identity" : "Mul";
            node.Attribute.Clear();
            while (node.Input.Count > 1)
            {
                node.Input.RemoveAt(1);
            }

            if (ratio > 0)
            {
                var mask = new DropoutMask($"dropout/{masks.Count}", shapes[node.Input[0]], ratio);
                node.Input.Add(builder.Input(mask.Name, mask.Shape));
                masks.Add(mask);
            }
        }

        return masks;
    }

    /// <summary>Draws the mask: 16 random bits decide about each unit.</summary>
    public void Draw(Seed seed, Span<float> mask)
    {
        RandomStream random = seed.Open();
        ushort dropBelow = (ushort)Math.Min(Math.Round(Ratio * 65536.0), ushort.MaxValue);
        float kept = 1 / (1 - Ratio);
        Vector128<ushort> limits = Vector128.Create(dropBelow);
        Vector128<float> values = Vector128.Create(kept);
        int i = 0;
        for (; i <= mask.Length - Vector128<ushort>.Count; i += Vector128<ushort>.Count)
        {
            Vector128<ushort> bits = Vector128.Create(random.Next(), random.Next()).AsUInt16();
            Vector128<short> keeps = Vector128.GreaterThanOrEqual(bits, limits).AsInt16();
            (values & Vector128.WidenLower(keeps).AsSingle()).CopyTo(mask[i..]);
            (values & Vector128.WidenUpper(keeps).AsSingle()).CopyTo(mask[(i + Vector128<float>.Count)..]);
        }

        for (; i < mask.Length; i++)
        {
            mask[i] = (ushort)random.Next() < dropBelow ? 0 : kept;
        }
    }
}
