using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Transfer;

/// <summary>Runs the part of a network that stays as it is over many entries (images and their variants), batch by batch.</summary>
internal static class FrontPass
{
    private const int BatchSize = 8;

    /// <summary>What is done with the values of one entry.</summary>
    public delegate void Keep(int entry, ReadOnlySpan<float> values);

    /// <param name="front">Pixels to <paramref name="output"/>.</param>
    /// <param name="output">One row per entry.</param>
    /// <param name="entries">From 0.</param>
    /// <param name="width">Columns of the input.</param>
    /// <param name="height">Rows of the input.</param>
    /// <param name="fill">Writes the pixels of one entry, 0..255; called on several threads.</param>
    /// <param name="keep">Takes the values of one entry; called in order.</param>
    /// <param name="report">Told the number of entries done.</param>
    /// <param name="cancellationToken">Honoured within one node of the graph.</param>
    public static void Run(
        ModelProto front, string output, int entries, int width, int height, FillPixels fill, Keep keep, Action<int> report, CancellationToken cancellationToken)
    {
        using var session = new OnnxSession(front);
        for (int first = 0; first < entries; first += BatchSize)
        {
            int count = Math.Min(BatchSize, entries - first);
            using var inputs = new NamedValues();
            inputs.AddFloats(NetworkGraph.Pixels, count, 1, height, width);
            int start = first, size = width * height;
            OrtValue pixels = inputs[NetworkGraph.Pixels];
            Parallel.For(0, count, i => fill(start + i, pixels.GetTensorMutableDataAsSpan<float>().Slice(i * size, size)));
            using NamedValues outputs = session.Run(inputs, [output], cancellationToken);
            ReadOnlySpan<float> values = outputs.Floats(output);
            int length = values.Length / count;
            for (int i = 0; i < count; i++)
            {
                keep(first + i, values.Slice(i * length, length));
            }

            report(first + count);
        }
    }
}
