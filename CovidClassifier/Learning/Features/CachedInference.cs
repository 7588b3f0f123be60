using System.Runtime.InteropServices;
using CovidClassifier.Foundation;
using CovidClassifier.Onnx;

namespace CovidClassifier.Learning.Features;

/// <summary>Runs the part of a network that stays as it is over many entries, without those that another run has computed already.</summary>
/// <param name="cache">What other runs have computed; null: nothing.</param>
/// <param name="front">Pixels to <paramref name="output"/>.</param>
/// <param name="key">Hash of the graph, as <see cref="Samples.FrozenLayerCache.KeyOf"/> gives it.</param>
/// <param name="output">One row per entry.</param>
/// <param name="width">Columns of the input.</param>
/// <param name="height">Rows of the input.</param>
/// <param name="provider">What runs the front.</param>
internal sealed class CachedInference(
    FeatureCache? cache, ModelProto front, string key, string output, int width, int height, ExecutionProvider provider)
{
    /// <summary>Where the values of an entry are kept.</summary>
    public delegate Span<byte> Place(int entry);

    /// <summary>Writes values in the form that they are kept in.</summary>
    public delegate void Form(ReadOnlySpan<float> values, Span<byte> place);

    /// <param name="entries">Images and their variants.</param>
    /// <param name="fill">Writes the pixels of one entry, 0..255; called on several threads.</param>
    /// <param name="place">Where its values go; called on several threads.</param>
    /// <param name="form">How they are kept.</param>
    /// <param name="report">Told how many entries are done, and how many have to be computed.</param>
    /// <param name="cancellationToken">Honoured within one node of the graph.</param>
    public void Run(int entries, FillPixels fill, Place place, Form form, Action<int, int> report, CancellationToken cancellationToken)
    {
        string[] keys = new string[cache is null ? 0 : entries];
        int[] missing = cache is null ? [.. Enumerable.Range(0, entries)] : Missing(keys, fill, place, cancellationToken);
        if (missing.Length == 0)
        {
            return;
        }

        ParallelInference.Run(
            front,
            output,
            missing.Length,
            width,
            height,
            (i, pixels) => fill(missing[i], pixels),
            (i, values) =>
            {
                Span<byte> row = place(missing[i]);
                form(values, row);
                cache?.AddFeatures(keys[missing[i]], row);
            },
            done => report(done, missing.Length),
            cancellationToken,
            provider);
    }

    // the pixels of those that are missing are made once more when the network is run: little beside it
    private int[] Missing(string[] keys, FillPixels fill, Place place, CancellationToken cancellationToken)
    {
        bool[] isThere = new bool[keys.Length];
        Parallel.For(0, keys.Length, AllCores.Until(cancellationToken), () => new float[width * height], (entry, _, pixels) =>
        {
            fill(entry, pixels);
            keys[entry] = FeatureCache.KeyOf(MemoryMarshal.AsBytes(pixels.AsSpan()), key, output, provider);
            isThere[entry] = cache!.TryReadFeatures(keys[entry], place(entry));
            return pixels;
        }, _ => { });
        return [.. Enumerable.Range(0, keys.Length).Where(entry => !isThere[entry])];
    }
}
