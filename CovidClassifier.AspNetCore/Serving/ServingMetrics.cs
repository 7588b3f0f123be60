using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CovidClassifier.AspNetCore.Serving;

/// <summary>What is measured. Nothing of it names an image, a patient or what was found.</summary>
internal sealed class ServingMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _images;
    private readonly Counter<long> _reloads;
    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _batchSize;

    public ServingMetrics(IMeterFactory meters, Admission admission)
    {
        _meter = meters.Create(CovidModelTelemetry.Name);
        _requests = _meter.CreateCounter<long>("covidclassifier.requests", "{request}", "Requests to the model, by outcome.");
        _images = _meter.CreateCounter<long>("covidclassifier.images", "{image}", "Images looked at, by whether they could be read.");
        _reloads = _meter.CreateCounter<long>("covidclassifier.model.reloads", "{reload}", "Changed model files, by whether they could be loaded.");
        _duration = _meter.CreateHistogram<double>("covidclassifier.request.duration", "s", "From admission to answer.");
        _batchSize = _meter.CreateHistogram<int>("covidclassifier.batch.size", "{image}", "Images scored together.");
        _meter.CreateObservableGauge("covidclassifier.requests.active", () => admission.InUse, "{request}", "Requests that are read, wait or run.");
    }

    public void Refused() => _requests.Add(1, new KeyValuePair<string, object?>("outcome", "busy"));

    public void Answered(long began, string outcome)
    {
        _requests.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        _duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    public void Scored(IReadOnlyList<PredictionOutcome> outcomes)
    {
        int read = outcomes.Count(o => o.IsPredicted);
        _batchSize.Record(outcomes.Count);
        _images.Add(read, new KeyValuePair<string, object?>("outcome", "read"));
        _images.Add(outcomes.Count - read, new KeyValuePair<string, object?>("outcome", "unreadable"));
    }

    public void Reloaded(bool isLoaded) => _reloads.Add(1, new KeyValuePair<string, object?>("outcome", isLoaded ? "loaded" : "refused"));

    public void Dispose() => _meter.Dispose();
}
