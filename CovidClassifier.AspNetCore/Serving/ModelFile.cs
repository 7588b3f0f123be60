using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CovidClassifier.AspNetCore.Serving;

/// <summary>Looks at the model's file now and then, and has a changed one loaded. Its time and length are asked, which works on every disk.</summary>
internal sealed class ModelFile(
    IOptions<CovidModelOptions> options, ModelWorker worker, ServingMetrics metrics, TimeProvider time, ILogger<ModelFile> logger) : BackgroundService
{
    private (DateTime Written, long Length) _seen;

    /// <summary>Why the file as it is now is not served; null where it is.</summary>
    public string? Trouble { get; private set; }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _seen = Look();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.ReloadInterval == TimeSpan.Zero)
        {
            return;
        }

        using var timer = new PeriodicTimer(options.Value.ReloadInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                Check();
            }
        }
        catch (OperationCanceledException)
        {
            // the application stops
        }
    }

    private void Check()
    {
        (DateTime Written, long Length) now = Look();
        if (now == _seen)
        {
            return;
        }

        _seen = now;
        string served = worker.Version?.Version ?? "";
        try
        {
            var model = LoadedModel.Load(options.Value, time);
            Trouble = null;
            if (model.Version.Version == served)
            {
                model.Dispose();
                return;
            }

            worker.Replace(model);
            metrics.Reloaded(isLoaded: true);
        }
        catch (Exception e) when (e is CovidClassifierException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // half written, perhaps: the next look sees whether it has changed again
            Trouble = e.Message;
            metrics.Reloaded(isLoaded: false);
            logger.NotLoaded(e, options.Value.ModelPath, served);
        }
    }

    private (DateTime Written, long Length) Look()
    {
        var file = new FileInfo(options.Value.ModelPath);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }
}
