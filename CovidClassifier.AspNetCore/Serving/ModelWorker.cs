using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CovidClassifier.AspNetCore.Serving;

/// <summary>
/// The one place that runs the model: takes what waits, as many images together as there are, and scores them on all cores. A new model takes over between two
/// batches, so that no request meets one that is gone.
/// </summary>
internal sealed class ModelWorker(IOptions<CovidModelOptions> options, ServingMetrics metrics, TimeProvider time, ILogger<ModelWorker> logger)
    : BackgroundService
{
    // bounded by admission, which every piece of work has behind it
    private readonly Channel<ModelWork> _waiting = Channel.CreateUnbounded<ModelWork>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private LoadedModel? _model;
    private LoadedModel? _next;

    /// <summary>The model that is served; null before the application has started.</summary>
    public ModelVersion? Version => Volatile.Read(ref _model)?.Version;

    /// <summary>Loads the model before the application takes requests.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _model, LoadedModel.Load(options.Value, time));
        logger.Loaded(options.Value.ModelPath, Version!.Version);
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Has it done; the work tells of its end by itself.</summary>
    public void Add(ModelWork work)
    {
        if (!_waiting.Writer.TryWrite(work))
        {
            work.Fail(new OperationCanceledException("The application is stopping."));
        }
    }

    /// <summary>Lets another model take over before the next batch. Owned from here on.</summary>
    public void Replace(LoadedModel model) => Interlocked.Exchange(ref _next, model)?.Dispose();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public override void Dispose()
    {
        base.Dispose();
        _stopping.Dispose();
        Interlocked.Exchange(ref _next, null)?.Dispose();
        Interlocked.Exchange(ref _model, null)?.Dispose();
    }

    // what waits when the application stops is done, not dropped
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ModelWork? held = null;
        while (held is not null || await _waiting.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            TakeOver();
            List<ModelWork> batch = [];
            held = Gather(batch, held);
            if (batch.Count > 0)
            {
                await Score(batch).ConfigureAwait(false);
            }
            else if (held is { Images.Count: 0 })
            {
                RunAlone(held);
                held = null;
            }
        }
    }

    private void TakeOver()
    {
        if (Interlocked.Exchange(ref _next, null) is { } next)
        {
            LoadedModel? old = Interlocked.Exchange(ref _model, next);
            old?.Dispose();
            logger.Loaded(options.Value.ModelPath, next.Version.Version);
        }
    }

    // the work that did not fit, or that is to be done alone, comes next
    private ModelWork? Gather(List<ModelWork> batch, ModelWork? work)
    {
        int images = 0;
        while (work is not null || _waiting.Reader.TryRead(out work))
        {
            if (work.CancellationToken.IsCancellationRequested)
            {
                work.Fail(new OperationCanceledException(work.CancellationToken));
            }
            else if (work.Images.Count == 0 || (images > 0 && images + work.Images.Count > options.Value.MaxBatchSize))
            {
                return work;
            }
            else
            {
                batch.Add(work);
                images += work.Images.Count;
            }

            work = null;
        }

        return null;
    }

    private async Task Score(List<ModelWork> batch)
    {
        LoadedModel model = _model!;
        XRayImage[] images = [.. batch.SelectMany(w => w.Images)];
        using System.Diagnostics.Activity? activity = CovidModelTelemetry.Source.StartActivity("covidclassifier.batch");
        activity?.SetTag("covidclassifier.images", images.Length);
        try
        {
            // shared out evenly: each core takes its part of the batch
            var share = new ScoringOptions { BatchSize = (images.Length + Environment.ProcessorCount - 1) / Environment.ProcessorCount };
            List<PredictionOutcome> outcomes = new(images.Length);
            using var nobodyWaits = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            nobodyWaits.CancelAfter(options.Value.PredictionTimeout);
            await foreach (PredictionOutcome outcome in model.Model.ScoreAsync(images, share, nobodyWaits.Token).ConfigureAwait(false))
            {
                outcomes.Add(outcome);
            }

            metrics.Scored(outcomes);
            int place = 0;
            foreach (ModelWork work in batch)
            {
                work.Complete(outcomes.GetRange(place, work.Images.Count), model.Version);
                place += work.Images.Count;
            }
        }
        catch (Exception e)
        {
            if (e is not OperationCanceledException)
            {
                logger.BatchFailed(e, images.Length);
            }

            batch.ForEach(w => w.Fail(e));
        }
    }

    private void RunAlone(ModelWork work)
    {
        try
        {
            work.Run(_model!);
        }
        catch (Exception e)
        {
            work.Fail(e);
        }
    }
}
