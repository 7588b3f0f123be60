using CovidClassifier.Evaluation;
using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>How well a model does on labelled images. For research and teaching only, never for diagnosis.</summary>
public sealed class EvaluationResult
{
    private readonly ModelCard _card;
    private readonly Lazy<IReadOnlyList<Subgroup>> _subgroups;
    private readonly Lazy<SetCoverage?> _sets;

    internal EvaluationResult(
        ModelCard card, IReadOnlyList<EvaluatedImage> images, int seenImages, IReadOnlyList<DatasetProblem> problems, IReadOnlyList<string> warnings)
    {
        Predictions = EvaluatedImage.Predictions(card.ClassNames, card.PositiveLabel, images);
        long seed = card.Seed;
        Metrics = ClassificationMetrics.Of(Predictions, seed);
        _subgroups = new Lazy<IReadOnlyList<Subgroup>>(() => SubgroupTable.Of(Predictions, seed));
        Images = images;
        SeenImages = seenImages;
        Problems = problems;
        Warnings = warnings;
        _card = card;
        _sets = new Lazy<SetCoverage?>(
            () => card.Sets?.Numbers(card.ClassNames) is { } sets ? SetCoverage.Of(sets, Predictions, new Seed((ulong)seed).For("sets")) : null);
    }

    /// <summary>How well the model's prediction sets keep their promise on these images; null where it has none. Computed when it is first asked for.</summary>
    public SetCoverage? Sets => _sets.Value;

    /// <summary>Images that the model's guard does not accept; they are in the figures all the same.</summary>
    public int StrangeImages => Images.Count(i => i.Prediction.Guard is { IsAccepted: false });

    /// <summary>The same result of a model that has these prediction sets.</summary>
    internal EvaluationResult With(CardSets? sets) => new(
        _card with { Sets = sets },
        [.. Images.Select(i => i with { Prediction = i.Prediction.With(sets?.Numbers(_card.ClassNames)) })],
        SeenImages,
        Problems,
        Warnings)
    {
        Notes = Notes,
    };

    /// <summary>Over <see cref="Images"/>, each figure with its 95 % interval, by patient where a patient has several images; the bootstrap's draws come
    /// from the model's seed.</summary>
    public ClassificationMetrics Metrics { get; }

    /// <summary>The images as tests between models take them: see <see cref="Metric.Test"/>.</summary>
    public LabelledPredictions Predictions { get; }

    /// <summary>
    /// Where each source was left out once, and each image was scored by a model that was trained without its source: the figures of each source and the worst.
    /// Null where one model scored all images.
    /// </summary>
    public LeftOutSources? LeftOutSources { get; internal init; }

    /// <summary>Figures by sex, age band, view and source, with intervals. Computed when it is first asked for.</summary>
    public IReadOnlyList<Subgroup> Subgroups => _subgroups.Value;

    /// <summary>The images measured on, in the dataset's order.</summary>
    public IReadOnlyList<EvaluatedImage> Images { get; }

    /// <summary>Images left out because the model was trained, or its best epoch chosen, on their very pixels; 0 where they were included on purpose.</summary>
    public int SeenImages { get; }

    /// <summary>Rows and files that could not be used, where the dataset allows them.</summary>
    public IReadOnlyList<DatasetProblem> Problems { get; }

    /// <summary>Sentences that say how the images were read, and of a training how the model came about.</summary>
    public IReadOnlyList<string> Notes { get; internal init; } = [];

    /// <summary>Sentences that belong beside the figures.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>For people: the figures to remember, and how many images were left out.</summary>
    public override string ToString() =>
        Metrics + (LeftOutSources is null ? "" : $"\n{LeftOutSources}")
            + (StrangeImages == 0 ? "" : FormattableString.Invariant($"\n{StrangeImages} images are not like those that the model was trained on"))
            + (SeenImages == 0 ? "" : FormattableString.Invariant($"\n{SeenImages} images that the model was trained on are left out"));
}
