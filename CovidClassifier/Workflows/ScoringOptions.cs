using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>How a stream of images is scored. The answers do not depend on it.</summary>
public sealed record ScoringOptions
{
    /// <summary>Images that go through the network in one run, 1 or more; each core works on such a batch of its own. Default 4. A graphics processor likes
    /// more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is set below 1.</exception>
    public int BatchSize { get; init => field = Check.AtLeast(value, 1); } = 4;

    /// <summary>Batches decoded and scored at once, 1 or more. Default: one for each processor that the process may use.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is set below 1.</exception>
    public int Workers { get; init => field = Check.AtLeast(value, 1); } = Environment.ProcessorCount;
}
