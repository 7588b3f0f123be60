namespace CovidClassifier.Evaluation;

/// <summary>How well a model does on some of the images: those of women, of one age band, of one source.</summary>
/// <param name="Factor">By what the images are told apart: "sex", "age", "view" or "source".</param>
/// <param name="Name">Which of them, for example "F" or "40-59"; "unknown" where the fact is not known.</param>
/// <param name="Images">Number of images.</param>
/// <param name="Patients">Number of patients; an image of an unknown patient counts as one.</param>
/// <param name="Metrics">accuracy, sensitivity, specificity and auroc (with a positive label its own against the rest); undefined with the
/// reason where the group is too small.</param>
/// <param name="Intervals">95 % interval of each, by the same names.</param>
public sealed record Subgroup(
    string Factor,
    string Name,
    int Images,
    int Patients,
    IReadOnlyDictionary<string, Metric> Metrics,
    IReadOnlyDictionary<string, MetricInterval> Intervals);
