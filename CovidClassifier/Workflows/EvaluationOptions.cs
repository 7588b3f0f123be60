namespace CovidClassifier;

/// <summary>How <see cref="CovidModel.Evaluate"/> goes about it.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Whether images that the model has seen in training count too. Default false: figures over them say nothing about new patients.</summary>
    public bool IncludeSeen { get; init; }
}
