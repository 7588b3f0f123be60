namespace CovidClassifier.Onnx.Gradients;

/// <summary>Nodes that many gradients add.</summary>
internal static class GradientVerbs
{
    /// <summary>The tensor under another shape.</summary>
    public static string Reshape(this GraphBuilder builder, string tensor, long[] to) => builder.Add("Reshape", [tensor, builder.Constant(to)]);

    /// <summary>The tensor under another shape; the tensor itself where the shape is the same.</summary>
    public static string Reshape(this GraphBuilder builder, string tensor, long[] from, long[] to) =>
        from.AsSpan().SequenceEqual(to) ? tensor : builder.Reshape(tensor, to);

    public static string Transpose(this GraphBuilder builder, string tensor, params long[] permutation) =>
        builder.Add("Transpose", [tensor], Attributes.Of("perm", permutation));

    /// <summary>The sum over <paramref name="axes"/>, of which there is at least one.</summary>
    public static string ReduceSum(this GraphBuilder builder, string tensor, long[] axes, bool keepDims) =>
        builder.Add("ReduceSum", [tensor, builder.Constant(axes)], Attributes.Of("keepdims", keepDims ? 1 : 0));

    public static string Scale(this GraphBuilder builder, string tensor, double factor) =>
        factor == 1 ? tensor : builder.Add("Mul", [tensor, builder.Constant((float)factor)]);

    /// <summary>The tensor where <paramref name="condition"/> holds, 0 elsewhere; the tensor must be finite.</summary>
    public static string Mask(this GraphBuilder builder, string condition, string tensor)
    {
        // a product takes two thirds of the time of Where with a scalar
        string factor = builder.Add("Cast", [condition], Attributes.Of("to", (long)TensorProto.Types.DataType.Float));
        return builder.Add("Mul", [tensor, factor]);
    }

    /// <summary>The same for a tensor that may be infinite or not a number where the condition does not hold.</summary>
    public static string Choose(this GraphBuilder builder, string condition, string tensor) =>
        builder.Add("Where", [condition, tensor, builder.Constant(0f)]);

    public static string Zeros(this GraphBuilder builder, params long[] shape) =>
        builder.Add("Expand", [builder.Constant(0f), builder.Constant(shape)]);

    /// <summary>1 - x^2.</summary>
    public static string OneMinusSquare(this GraphBuilder builder, string x) =>
        builder.Add("Sub", [builder.Constant(1f), builder.Add("Mul", [x, x])]);

    /// <summary>Whether a value lies strictly between two bounds.</summary>
    public static string Inside(this GraphBuilder builder, string x, float low, float high) =>
        builder.Add("And", [builder.Add("Greater", [x, builder.Constant(low)]), builder.Add("Less", [x, builder.Constant(high)])]);

    /// <summary>Zeros like <paramref name="x"/>, but <paramref name="values"/> (one per row) at the first extreme of the last axis.</summary>
    /// <param name="builder">The graph.</param>
    /// <param name="argument">ArgMax or ArgMin.</param>
    /// <param name="x">The tensor to search.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="values">A tensor of that shape with a last axis of length 1.</param>
    public static string FirstExtreme(this GraphBuilder builder, string argument, string x, long[] shape, string values)
    {
        string place = builder.Add(argument, [x], Attributes.Of("axis", -1), Attributes.Of("keepdims", 1));
        return builder.Add("ScatterElements", [builder.Zeros(shape), place, values], Attributes.Of("axis", -1));
    }

    /// <summary>The sum over every axis but the second.</summary>
    public static string SumOverAllButChannels(this GraphBuilder builder, string tensor, int rank) =>
        builder.ReduceSum(tensor, [0, .. Enumerable.Range(2, rank - 2).Select(i => (long)i)], keepDims: false);

    /// <summary>The same elements, last first.</summary>
    public static string Reverse(this GraphBuilder builder, string tensor, long axis) =>
        builder.Add("Slice", [tensor, builder.Constant(-1), builder.Constant(long.MinValue), builder.Constant(axis), builder.Constant(-1)]);

    /// <summary>Puts zeros behind every element, so that elements lie <paramref name="steps"/> apart and each axis is that many times as long.</summary>
    public static string Spread(this GraphBuilder builder, string tensor, long[] shape, long[] steps)
    {
        if (steps.All(s => s == 1))
        {
            return tensor;
        }

        string apart = builder.Reshape(tensor, [.. shape.SelectMany(length => new[] { length, 1 })]);
        string padded = builder.Pad(apart, new long[2 * shape.Length], [.. steps.SelectMany(s => new[] { 0, s - 1 })]);
        return builder.Reshape(padded, [.. shape.Zip(steps, (length, s) => length * s)]);
    }

    /// <summary>Output <paramref name="index"/> of a forward node, asked for where it was not.</summary>
    public static string ExtraOutput(this GraphBuilder builder, NodeProto node, int index)
    {
        while (node.Output.Count <= index)
        {
            node.Output.Add("");
        }

        if (node.Output[index].Length == 0)
        {
            node.Output[index] = builder.FreshName($"{node.Output[0]}/{index}");
        }

        return node.Output[index];
    }

    /// <summary>Adds zeros, or takes elements away where a length is negative.</summary>
    /// <param name="builder">The graph.</param>
    /// <param name="tensor">The tensor to pad.</param>
    /// <param name="before">How many before the first element, for every axis.</param>
    /// <param name="after">How many behind the last element, for every axis.</param>
    public static string Pad(this GraphBuilder builder, string tensor, long[] before, long[] after) =>
        before.Concat(after).All(p => p == 0) ? tensor : builder.Add("Pad", [tensor, builder.Constant([.. before, .. after])]);

    /// <summary>Adds up what broadcasting repeated: from <paramref name="from"/> back to <paramref name="to"/>.</summary>
    public static string SumTo(this GraphBuilder builder, string tensor, long[] from, long[] to)
    {
        int extra = from.Length - to.Length;
        long[] axes = [.. Enumerable.Range(0, from.Length).Where(i => from[i] != 1 && (i < extra || to[i - extra] == 1)).Select(i => (long)i)];
        if (axes.Length == 0)
        {
            return builder.Reshape(tensor, from, to);
        }

        long[] summed = [.. from.Select((length, i) => axes.Contains(i) ? 1 : length)];
        return builder.Reshape(builder.ReduceSum(tensor, axes, keepDims: true), summed, to);
    }

    /// <summary>The axis counted from the front.</summary>
    public static int Axis(long axis, int rank) => (int)(axis < 0 ? axis + rank : axis);

    /// <summary>The permutation that undoes <paramref name="order"/>.</summary>
    public static long[] Inverse(long[] order) => [.. order.Select((_, i) => (long)Array.IndexOf(order, (long)i))];

    /// <summary>The product of the lengths; 1 for none.</summary>
    public static long Product(this IEnumerable<long> lengths) => lengths.Aggregate(1L, (product, length) => product * length);
}
