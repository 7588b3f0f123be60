namespace CovidClassifier.Onnx.Gradients;

/// <summary>
/// d loss / d weight of a convolution: dW[m,c,k] = sum over images n and windows o of dy[n,m,o] x[n,c, o stride + k dilation - pad].
/// That is again a convolution, with images and channels exchanged, dy as kernel, and strides and dilations exchanged.
/// </summary>
internal static class ConvWeight
{
    /// <param name="builder">The graph.</param>
    /// <param name="x">The tensor that the window walks over, of shape <paramref name="wide"/>.</param>
    /// <param name="gradient">One value per window, of shape <paramref name="narrow"/>.</param>
    /// <param name="window">How it walks.</param>
    /// <param name="group">Number of groups of channels.</param>
    /// <param name="wide">[N, C, spatial lengths].</param>
    /// <param name="narrow">[N, M, number of windows per axis].</param>
    /// <returns>A tensor [M, C / group, kernel].</returns>
    public static string Gradient(GraphBuilder builder, string x, string gradient, Window window, long group, long[] wide, long[] narrow)
    {
        if (group == 1 && window.IsTiling)
        {
            return FromTiles(builder, x, gradient, window, wide, narrow);
        }

        string cropped = Crop(builder, x, window, wide, narrow, out long[] size, out long[] end);
        long[] spatial = [.. Enumerable.Range(0, window.Rank).Select(i => (long)i)];
        string images = group == 1
            ? builder.Transpose(cropped, [1, 0, .. spatial.Select(i => i + 2)])
            : builder.Reshape(
                builder.Transpose(builder.Reshape(cropped, size, [size[0], group, size[1] / group, .. size[2..]]), [2, 1, 0, .. spatial.Select(i => i + 3)]),
                [size[1] / group, group * size[0], .. size[2..]]);
        string correlated = builder.Add(
            "Conv",
            [images, builder.Transpose(gradient, [1, 0, .. spatial.Select(i => i + 2)])],
            Attributes.Of("strides", window.Dilations),
            Attributes.Of("dilations", window.Strides),
            Attributes.Of("pads", [.. window.Begin, .. end]),
            Attributes.Of("group", group));
        return builder.Transpose(correlated, [1, 0, .. spatial.Select(i => i + 2)]);
    }

    /// <summary>Takes away what no window reads, so that the correlation has as many places as the kernel and no more; `size` is what is left, `end` the padding still needed at the end.</summary>
    public static string Crop(GraphBuilder builder, string x, Window window, long[] wide, long[] narrow, out long[] size, out long[] end)
    {
        long[] behind = [.. Enumerable.Range(0, window.Rank).Select(i => window.Reach(i, narrow[i + 2]) - window.Begin[i] - wide[i + 2])];
        long[] after = [0, 0, .. behind.Select(e => Math.Min(e, 0))];
        size = [.. wide.Zip(after, (length, change) => length + change)];
        end = [.. behind.Select(e => Math.Max(e, 0))];
        return builder.Pad(x, new long[wide.Length], after);
    }

    /// <summary>Windows side by side: the image is cut into patches, and one product over all of them is the gradient.</summary>
    private static string FromTiles(GraphBuilder builder, string x, string gradient, Window window, long[] wide, long[] narrow)
    {
        string cropped = Crop(builder, x, window, wide, narrow, out long[] size, out _);
        int rank = window.Rank;
        long windows = narrow[2..].Product();
        long patch = wide[1] * window.Kernel.Product();
        string patches = cropped;
        if (patch != wide[1])
        {
            // [N, C, o1, k1, o2, k2] to [N, o1, o2, C, k1, k2]
            long[] split = [size[0], size[1], .. Enumerable.Range(0, rank).SelectMany(i => new[] { narrow[i + 2], window.Kernel[i] })];
            long[] order = [0, .. Enumerable.Range(0, rank).Select(i => 2L + 2 * i), 1, .. Enumerable.Range(0, rank).Select(i => 3L + 2 * i)];
            patches = builder.Reshape(builder.Transpose(builder.Reshape(cropped, size, split), order), [wide[0], windows, patch]);
        }
        else
        {
            patches = builder.Transpose(builder.Reshape(cropped, size, [wide[0], patch, windows]), 0, 2, 1);
        }

        string perImage = builder.Add("MatMul", [builder.Reshape(gradient, narrow, [wide[0], narrow[1], windows]), patches]);
        string sum = builder.ReduceSum(perImage, [0], keepDims: false);
        return builder.Reshape(sum, [narrow[1], patch], [narrow[1], wide[1], .. window.Kernel]);
    }
}
