using System.Diagnostics;
using CovidClassifier.AspNetCore.Serving;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CovidClassifier.AspNetCore;

/// <summary>
/// The model of this application, for its own code: bounded, batched across callers, replaced while it runs. One for all threads; get it by dependency
/// injection. For research and teaching only, never for diagnosis.
/// </summary>
public sealed class ServedModel
{
    private readonly ModelWorker _worker;
    private readonly Admission _admission;
    private readonly ServingMetrics _metrics;
    private readonly CovidModelOptions _options;
    private readonly ILogger<ServedModel> _logger;

    internal ServedModel(ModelWorker worker, Admission admission, ServingMetrics metrics, IOptions<CovidModelOptions> options, ILogger<ServedModel> logger)
    {
        _worker = worker;
        _admission = admission;
        _metrics = metrics;
        _options = options.Value;
        _logger = logger;
    }

    /// <summary>The model that is served now.</summary>
    /// <exception cref="InvalidOperationException">The application has not started.</exception>
    public ModelVersion Version => _worker.Version ?? throw new InvalidOperationException("The model is loaded when the application starts, which it has not.");

    /// <summary>Classifies an image.</summary>
    /// <returns>The prediction, or why the image cannot be read.</returns>
    /// <exception cref="ModelBusyException">As many requests as may be are being served.</exception>
    /// <exception cref="TimeoutException">It took longer than <see cref="CovidModelOptions.PredictionTimeout"/>.</exception>
    /// <exception cref="NetworkException">The network gives no number for the image.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or the application stops.</exception>
    public async Task<Answer<PredictionOutcome>> PredictAsync(XRayImage image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        using Admission.Place place = Enter();
        Answer<IReadOnlyList<PredictionOutcome>> answer = await PredictAsync([image], place, cancellationToken).ConfigureAwait(false);
        return new(answer.Value[0], answer.Model);
    }

    /// <summary>Asks the model anything else, for example to explain an image; done alone, one at a time.</summary>
    /// <param name="ask">Called on another thread; must not keep the model.</param>
    /// <param name="cancellationToken">Handed to <paramref name="ask"/>, with the time limit.</param>
    /// <inheritdoc cref="PredictAsync(XRayImage, CancellationToken)" path="/exception"/>
    public async Task<Answer<T>> AskAsync<T>(Func<CovidModel, CancellationToken, T> ask, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ask);
        using Admission.Place place = Enter();
        return await AskAsync(ask, place, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A place for one request, before anything of it is read.</summary>
    /// <exception cref="ModelBusyException">All are taken.</exception>
    internal Admission.Place Enter()
    {
        if (_admission.TryEnter() is { } place)
        {
            return place;
        }

        _metrics.Refused();
        _logger.Busy(_options.Capacity);
        throw new ModelBusyException();
    }

    internal Task<Answer<IReadOnlyList<PredictionOutcome>>> PredictAsync(
        IReadOnlyList<XRayImage> images, Admission.Place place, CancellationToken cancellationToken) => Do(place, token =>
        {
            var work = new ImagesWork(images, token);
            return (work, work.Result);
        }, cancellationToken);

    internal Task<Answer<T>> AskAsync<T>(Func<CovidModel, CancellationToken, T> ask, Admission.Place place, CancellationToken cancellationToken) =>
        Do(place, token =>
        {
            var work = new LoneWork<T>(ask, token);
            return (work, work.Result);
        }, cancellationToken);

    private async Task<T> Do<T>(Admission.Place place, Func<CancellationToken, (ModelWork Work, Task<T> Result)> make, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(place);
        long began = Stopwatch.GetTimestamp();
        using Activity? activity = CovidModelTelemetry.Source.StartActivity("covidclassifier.request");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.PredictionTimeout);
        string outcome = "failed";
        try
        {
            (ModelWork work, Task<T> result) = make(limit.Token);
            _worker.Add(work);
            T answer = await result.WaitAsync(limit.Token).ConfigureAwait(false);
            outcome = "answered";
            return answer;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            outcome = "late";
            throw new TimeoutException($"The model took longer than {_options.PredictionTimeout.TotalSeconds:0.#} s.");
        }
        catch (OperationCanceledException)
        {
            outcome = "cancelled";
            throw;
        }
        finally
        {
            activity?.SetTag("outcome", outcome);
            _metrics.Answered(began, outcome);
        }
    }
}
