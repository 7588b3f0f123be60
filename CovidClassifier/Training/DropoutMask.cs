using CovidClassifier.Onnx;
using CovidClassifier.Plumbing;

namespace CovidClassifier.Training;

/// <summary>
/// A dropout layer's mask, drawn outside the graph so that it depends on the seed alone: 0 for a dropped unit, 1 / (1 - ratio) for a kept one (inverted dropout: Srivastava et al. 2014, section 10).
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
        uint dropBelow = (uint)Math.Round(Ratio * 65536.0);
        float kept = 1 / (1 - Ratio);
        int i = 0;
        for (; i + 4 <= mask.Length; i += 4)
        {
            ulong bits = random.Next();
            mask[i] = (ushort)bits < dropBelow ? 0 : kept;
            mask[i + 1] = (ushort)(bits >> 16) < dropBelow ? 0 : kept;
            mask[i + 2] = (ushort)(bits >> 32) < dropBelow ? 0 : kept;
            mask[i + 3] = (ushort)(bits >> 48) < dropBelow ? 0 : kept;
        }

        for (; i < mask.Length; i++)
        {
            mask[i] = (ushort)random.Next() < dropBelow ? 0 : kept;
        }
    }
}
