using System.Diagnostics;

namespace CovidClassifier.AspNetCore;

/// <summary>What to subscribe to: a meter and a source of activities of this name. Neither says anything of an image, a patient or a finding.</summary>
public static class CovidModelTelemetry
{
    /// <summary>
    /// Name of the meter (requests, images, batch sizes, durations, reloads) and of the activity source (one activity per request and batch).
    /// </summary>
    public const string Name = "CovidClassifier";

    internal static ActivitySource Source { get; } = new(Name);
}
