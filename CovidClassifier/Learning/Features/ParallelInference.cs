using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Learning.Features;

/// <summary>
/// Runs a network, or the part of one that stays as it is, over many entries (images and their variants): one entry per core at a time, each on one thread.
/// That is faster than to share each entry out among the cores, and the values do not depend on how many there are.
/// </summary>
internal static class ParallelInference
{
    /// <summary>What is done with the values of one entry.</summary>
    public delegate void Keep(int entry, ReadOnlySpan<float> values);

    /// <param name="front">Pixels to <paramref name="output"/>.</param>
    /// <param name="output">One row per entry.</param>
    /// <param name="entries">From 0.</param>
    /// <param name="width">Columns of the input.</param>
    /// <param name="height">Rows of the input.</param>
    /// <param name="fill">Writes the pixels of one entry, 0..255; called on several threads.</param>
    /// <param name="keep">Takes the values of one entry; called on several threads, in any order, once per entry.</param>
    /// <param name="report">Told the number of entries done, in rising order, from those threads; null: nobody is.</param>
    /// <param name="cancellationToken">Honoured within one node of the graph.</param>
    /// <param name="provider">What runs the front.</param>
    public static void Run(
        ModelProto front,
        string output,
        int entries,
        int width,
        int height,
        FillPixels fill,
        Keep keep,
        Action<int>? report,
        CancellationToken cancellationToken,
        ExecutionProvider provider = ExecutionProvider.Cpu)
    {
        using var session = new OnnxSession(front, threads: 1, provider: provider);
        ParallelOptions options = AllCores.Until(cancellationToken);
        var gate = new object();
        int done = 0;
        try
        {
            Parallel.For(0, entries, options, entry =>
            {
                using var inputs = new NamedValues();
                fill(entry, inputs.AddFloats(NetworkGraph.Pixels, 1, 1, height, width));
                using NamedValues outputs = session.Run(inputs, [output], cancellationToken);
                keep(entry, outputs.Floats(output));
                lock (gate)
                {
                    report?.Invoke(++done);
                }
            });
        }
        catch (AggregateException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
