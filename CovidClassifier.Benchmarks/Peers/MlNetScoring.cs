using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CovidClassifier.Benchmarks.Peers;

/// <summary>Stock ML.NET on the same files and network: LoadImages, ResizeImages, ExtractPixels, ApplyOnnxModel; milliseconds per image.</summary>
internal sealed class MlNetScoring : IContender
{
    private const int Side = 224;
    private const float Half = 127.5f;

    private readonly IDataView _images;
    private readonly ITransformer _pipeline;
    private readonly int _count;

    public MlNetScoring()
    {
        var context = new MLContext(seed: 1);
        string[] files = BenchmarkData.Originals;
        _count = files.Length;
        _images = context.Data.LoadFromEnumerable(files.Select(f => new Row { Path = f }));
        _pipeline = context.Transforms.LoadImages("image", imageFolder: "", nameof(Row.Path))
            .Append(context.Transforms.ResizeImages("image", Side, Side))
            .Append(context.Transforms.ExtractPixels("input", "image", offsetImage: Half, scaleImage: 1 / Half))
            .Append(context.Transforms.ApplyOnnxModel(
                ["logits"], ["input"], BenchmarkData.MobileNetV2, new Dictionary<string, int[]> { ["input"] = [1, 3, Side, Side] }, gpuDeviceId: null,
                fallbackToCpu: false))
            .Fit(_images);
    }

    public double Measure()
    {
        Score();
        long began = Stopwatch.GetTimestamp();
        Score();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds / _count;
    }

    public void Dispose() => (_pipeline as IDisposable)?.Dispose();

    private void Score()
    {
        int rows = _pipeline.Transform(_images).GetColumn<float[]>("logits").Count();
        if (rows != _count)
        {
            throw new InvalidOperationException($"ML.NET scored {rows} of {_count} images.");
        }
    }

    private sealed class Row
    {
        public required string Path { get; init; }
    }
}
