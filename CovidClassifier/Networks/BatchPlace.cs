using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>Where the index of the image is in a tensor: a part of one of its axes, as attention merges it with heads, windows or tokens.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Outer">Product of the parts of that axis that are slower than the image; 1 where the image comes first.</param>
internal readonly record struct BatchPlace(int Axis, long Outer)
{
    /// <summary>What to do where a Reshape leaves open, for one image, which neighbouring axis the image went to.</summary>
    internal enum Preference
    {
        /// <summary>The axis before where the one behind is as it was, else the one behind.</summary>
        Unchanged,

        /// <summary>The axis behind.</summary>
        Behind,

        /// <summary>The axis before.</summary>
        Before,
    }

    /// <summary>Where it is in what a node makes.</summary>
    /// <param name="node">The node, which reads a tensor with this place.</param>
    /// <param name="input">Which of its inputs that is.</param>
    /// <param name="from">Shape of that tensor, for the number of images that the network is fixed to.</param>
    /// <param name="to">Shape of what the node makes.</param>
    /// <param name="images">That number.</param>
    /// <param name="axes">Axes that a constant input names, where the node has them.</param>
    /// <param name="preference">Where a Reshape leaves it open.</param>
    /// <returns>Null: it is not there any more.</returns>
    public BatchPlace? After(NodeProto node, int input, long[] from, long[] to, long images, long[]? axes, Preference preference)
    {
        int own = Axis;
        switch (node.OpType)
        {
            case "Transpose":
                int moved = Array.IndexOf(node.Ints("perm", [.. Enumerable.Range(0, from.Length).Reverse().Select(i => (long)i)]), own);
                return this with { Axis = moved };
            case "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze":
                return Reshaped(from, to, images, preference);
            case "Gather" when input == 0:
                int gathered = (int)(node.Int("axis", 0) is var axis && axis < 0 ? axis + from.Length : axis);
                return gathered == own ? null : this with { Axis = gathered < own ? own + to.Length - from.Length : own };
            case "Gemm":
                bool isTransposed = node.Int(input == 0 ? "transA" : "transB", 0) != 0;
                return this with { Axis = isTransposed ? 1 - own : own };
            case "MatMul":
                // a factor that is one row or one column takes no axis away that the image is in
                return this with { Axis = own + to.Length - from.Length };
            default:
                bool isReduced = node.OpType.StartsWith("Reduce", StringComparison.Ordinal) || node.OpType is "ArgMax" or "ArgMin";
                if (!isReduced || to.Length == from.Length)
                {
                    return this with { Axis = own + to.Length - from.Length };
                }

                long[] gone = [.. (axes ?? [node.Int("axis", 0)]).Select(a => a < 0 ? a + from.Length : a)];
                return gone.Contains(own) ? null : this with { Axis = own - gone.Count(a => a < own) };
        }
    }

    private BatchPlace? Reshaped(long[] from, long[] to, long images, Preference preference)
    {
        long before = Product(from.AsSpan(0, Axis)) * Outer;
        long behind = Product(from) / before / images;
        var candidates = new List<BatchPlace>();
        for (int axis = 0; axis < to.Length; axis++)
        {
            long slower = Product(to.AsSpan(0, axis));
            long outer = before / slower;
            if (before % slower == 0 && to[axis] % (outer * images) == 0 && Product(to.AsSpan(axis)) == images * behind * outer)
            {
                candidates.Add(new BatchPlace(axis, outer));
            }
        }

        if (candidates.Count == 0)
        {
            return null;
        }

        // an axis that holds the images and nothing else is where they are
        foreach (BatchPlace plain in candidates.Where(c => to[c.Axis] == images && c.Outer == 1))
        {
            return plain;
        }

        // what lies behind the image stayed as it was, or was put together to one axis of features: the image went to the other side
        ReadOnlySpan<long> next = to.AsSpan(candidates[^1].Axis);
        bool isUnchanged = next[0] == behind || next.SequenceEqual(from.AsSpan(Math.Min(from.Length, Axis + 1)));
        return preference == Preference.Before || (preference == Preference.Unchanged && isUnchanged) ? candidates[0] : candidates[^1];
    }

    private static long Product(ReadOnlySpan<long> lengths)
    {
        long product = 1;
        foreach (long length in lengths)
        {
            product *= length;
        }

        return product;
    }
}
