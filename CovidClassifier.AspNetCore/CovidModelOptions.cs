namespace CovidClassifier.AspNetCore;

/// <summary>How a model is served. Checked when the application starts.</summary>
public sealed class CovidModelOptions
{
    /// <summary>The model's zip. It may be replaced while it is served: see <see cref="ReloadInterval"/>. Never taken from a request.</summary>
    public string ModelPath { get; set; } = "";

    /// <summary>What the Open Inference Protocol calls the model. Default: the file's name without its ending.</summary>
    public string? ModelName { get; set; }

    /// <summary>What runs the network. Default: the CPU.</summary>
    public ExecutionProvider Provider { get; set; } = ExecutionProvider.Cpu;

    /// <summary>Requests that may be read, wait or run at once, 1 or more; the next one gets status 503 at once. Default 32. Times
    /// <see cref="MaxImageBytes"/>, this bounds the memory for uploads.</summary>
    public int Capacity { get; set; } = 32;

    /// <summary>Images of different requests that are scored together at most, 1 or more. Default 16. No request waits for others to come.</summary>
    public int MaxBatchSize { get; set; } = 16;

    /// <summary>Bytes of an uploaded image at most, 1 or more; what is longer gets status 413. Default 32 MiB.</summary>
    public int MaxImageBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Images in one request of the Open Inference Protocol at most, 1 or more. Default 16.</summary>
    public int MaxImagesPerRequest { get; set; } = 16;

    /// <summary>How long an upload may take; a longer one gets status 408. Default 30 s.</summary>
    public TimeSpan UploadTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a prediction or an explanation may take, from the end of the upload on, waiting included; a longer one gets status 503.
    /// Default 30 s.</summary>
    public TimeSpan PredictionTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the model's file is looked at; a changed one is loaded and then takes over, between two batches, without a failed request. One that
    /// cannot be loaded is logged, makes the health check say so, and changes nothing. Default 2 s; <see cref="TimeSpan.Zero"/>: never.</summary>
    public TimeSpan ReloadInterval { get; set; } = TimeSpan.FromSeconds(2);

    internal string Name => ModelName ?? Path.GetFileNameWithoutExtension(ModelPath);
}
