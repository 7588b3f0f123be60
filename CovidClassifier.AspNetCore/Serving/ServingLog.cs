using Microsoft.Extensions.Logging;

namespace CovidClassifier.AspNetCore.Serving;

/// <summary>What is logged. No line holds anything out of a request.</summary>
internal static partial class ServingLog
{
    [LoggerMessage(1, LogLevel.Information, "Model '{Path}', version {Version}, is served.")]
    public static partial void Loaded(this ILogger logger, string path, string version);

    [LoggerMessage(2, LogLevel.Error, "Model '{Path}' has changed and cannot be loaded; version {Version} is served on.")]
    public static partial void NotLoaded(this ILogger logger, Exception error, string path, string version);

    [LoggerMessage(3, LogLevel.Error, "The model failed on a batch of {Images} images.")]
    public static partial void BatchFailed(this ILogger logger, Exception error, int images);

    [LoggerMessage(4, LogLevel.Warning, "A request got status 503: {Capacity} requests are being served.")]
    public static partial void Busy(this ILogger logger, int capacity);
}
