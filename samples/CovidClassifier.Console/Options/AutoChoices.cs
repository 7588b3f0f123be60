namespace CovidClassifier.Console.Options;

/// <summary>How to search; see the help of <c>covid auto</c>.</summary>
internal sealed record AutoChoices
{
    /// <summary>Null: trials are counted.</summary>
    public TimeSpan? Time { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Null: time is counted.</summary>
    public int? Trials { get; init; }

    /// <summary>Null: the library's default.</summary>
    public string? Metric { get; init; }

    public int InnerFolds { get; init; } = 3;

    public int Ensemble { get; init; } = 3;

    /// <summary>Null: nothing is kept.</summary>
    public string? StateFolder { get; init; }

    public bool Resume { get; init; }

    /// <summary>Whether other processes try recipes too, and no model is made.</summary>
    public bool Worker { get; init; }

    public SearchBudget Budget() => Trials is { } trials ? SearchBudget.OfTrials(trials) : SearchBudget.Of(Time!.Value);

    public SearchOptions Options() => new()
    {
        Folds = InnerFolds,
        Metric = Metric is null ? CovidClassifier.Metric.Selectable[0] : CovidClassifier.Metric.Parse(Metric),
        Ensemble = Ensemble,
        StateFolder = StateFolder,
        Resume = Resume,
    };
}
