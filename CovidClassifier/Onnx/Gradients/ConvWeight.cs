namespace CovidClassifier.Onnx.Gradients;

/// <summary>
/// d loss / d weight of a convolution: dW[m,c,k] = sum over images n and windows o of dy[n,m,o] x[n,c, o stride + k dilation - pad]. For each place k of the
/// kernel ("tap") that is a product of dy with one shifted view of x. The textbook form (a convolution of x by dy, images and channels exchanged) was measured
/// at two to three times the time: its products are only a kernel's few elements wide.
/// </summary>
internal sealed class ConvWeight
{
    // below this many channels the taps' views are put together first, so that the product is not a sliver
    private const int FewChannels = 16;

    private readonly GraphBuilder _builder;
    private readonly Window _window;
    private readonly long[] _padded;
    private readonly long[] _narrow;
    private readonly long _group;
    private readonly long _channels;
    private readonly bool _imagesInside;

    private ConvWeight(GraphBuilder builder, Window window, long group, long[] padded, long[] narrow)
    {
        _builder = builder;
        _window = window;
        _padded = padded;
        _narrow = narrow;
        _group = group;
        _channels = padded[1] / group;
        // one product over all images costs a transposition of both sides; one product per image costs a sum over as many weights
        _imagesInside = group == 1 && Taps * _channels * narrow[1] > padded[2..].Product() * _channels + Windows * narrow[1];
    }

    private long Taps => _window.Kernel.Product();

    private long Windows => _narrow[2..].Product();

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
        string padded = window.PadFor(builder, x, wide, narrow, out long[] shape);
        string weight = new ConvWeight(builder, window, group, shape, narrow).Sum(padded, gradient);
        return builder.Reshape(weight, [narrow[1], wide[1] / group, .. window.Kernel]);
    }

    /// <summary>The sums, in the order [M, C / group, taps].</summary>
    private string Sum(string x, string gradient)
    {
        if (_channels == 1 && _narrow[1] == _group)
        {
            return PerTap(k => _builder.SumOverAllButChannels(_builder.Add("Mul", [View(x, k), gradient]), _narrow.Length));
        }

        if (_imagesInside)
        {
            long[] exchanged = [1, 0, .. Enumerable.Range(2, _window.Rank).Select(i => (long)i)];
            x = _builder.Transpose(x, exchanged);
            gradient = _builder.Reshape(_builder.Transpose(gradient, exchanged), [_narrow[1], _narrow[0] * Windows]);
        }
        else
        {
            gradient = _builder.Reshape(gradient, [_narrow[0], _group, _narrow[1] / _group, Windows]);
        }

        if (_group == 1 && _channels < FewChannels && _window.IsTiling)
        {
            return Product(gradient, Tiles(x), _channels * Taps);
        }

        if (_group > 1 || _channels >= FewChannels || Taps == 1)
        {
            return PerTap(k => Product(gradient, Turned(Rows(View(x, k))), _channels));
        }

        string[] views = [.. Enumerable.Range(0, (int)Taps).Select(k => Rows(View(x, k)))];
        string together = _builder.Add("Concat", views, Attributes.Of("axis", _imagesInside ? 0 : 2));
        string product = Product(gradient, Turned(together), Taps * _channels);
        return _builder.Transpose(_builder.Reshape(product, [_narrow[1], Taps, _channels]), 0, 2, 1);
    }

    /// <summary>Windows that lie side by side: every window's elements as one row, in one transposition.</summary>
    private string Tiles(string x)
    {
        int rank = _window.Rank;
        long[] covered = [.. _padded.Select((length, i) => i < 2 ? length : _narrow[i] * _window.Kernel[i - 2])];
        string cropped = _builder.Pad(x, new long[rank + 2], [.. covered.Zip(_padded, (c, p) => c - p)]);
        long[] first = _imagesInside ? [_padded[1], _padded[0]] : [_padded[0], _padded[1]];
        string apart = _builder.Reshape(cropped, [.. first, .. Enumerable.Range(0, rank).SelectMany(i => new[] { _narrow[i + 2], _window.Kernel[i] })]);
        long[] windows = [.. Enumerable.Range(0, rank).Select(i => 2L + 2 * i)];
        long[] taps = [.. windows.Select(w => w + 1)];
        string rows = _builder.Transpose(apart, _imagesInside ? [1, .. windows, 0, .. taps] : [0, .. windows, 1, .. taps]);
        return _builder.Reshape(rows, _imagesInside ? [_narrow[0] * Windows, _channels * Taps] : [_narrow[0], 1, Windows, _channels * Taps]);
    }

    private string PerTap(Func<int, string> sum)
    {
        string[] sums = [.. Enumerable.Range(0, (int)Taps).Select(k => _builder.Reshape(sum(k), [_narrow[1], _channels, 1]))];
        return sums.Length == 1 ? sums[0] : _builder.Add("Concat", sums, Attributes.Of("axis", 2));
    }

    /// <summary>What every window sees at one tap: x with as many spatial elements as there are windows.</summary>
    private string View(string x, int tap)
    {
        var start = new long[_window.Rank];
        for (int i = _window.Rank - 1; i >= 0; i--)
        {
            start[i] = tap % _window.Kernel[i] * _window.Dilations[i];
            tap /= (int)_window.Kernel[i];
        }

        if (Taps == 1 && _padded.AsSpan(2).SequenceEqual(_narrow.AsSpan(2)))
        {
            return x;
        }

        long[] end = [.. start.Select((s, i) => s + (_narrow[i + 2] - 1) * _window.Strides[i] + 1)];
        long[] axes = [.. Enumerable.Range(2, _window.Rank).Select(i => (long)i)];
        return _builder.Add("Slice", [x, _builder.Constant(start), _builder.Constant(end), _builder.Constant(axes), _builder.Constant(_window.Strides)]);
    }

    /// <summary>A view as rows, one per channel.</summary>
    private string Rows(string view) =>
        _builder.Reshape(view, _imagesInside ? [_channels, _narrow[0] * Windows] : [_narrow[0], _group, _channels, Windows]);

    private string Turned(string rows) => _imagesInside ? _builder.Transpose(rows, 1, 0) : _builder.Transpose(rows, 0, 1, 3, 2);

    /// <summary>dy by rows (one per window), summed over images: [M, <paramref name="count"/>].</summary>
    private string Product(string gradient, string rows, long count)
    {
        string product = _builder.Add("MatMul", [gradient, rows]);
        return _imagesInside ? product : _builder.Reshape(_builder.ReduceSum(product, [0], keepDims: false), [_narrow[1], count]);
    }
}
