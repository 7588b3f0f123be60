namespace CovidClassifier;

/// <summary>
/// Whether new images have changed against those that a model was measured on; it needs no labels, and does not say whether the model still does well: a small
/// change can matter and a large one need not. For research and teaching only, never for diagnosis.
/// </summary>
public sealed class DriftResult
{
    internal DriftResult(MetricResult shift, IReadOnlyList<DriftTrait> traits, IReadOnlyList<PredictionOutcome> outcomes, int referenceImages)
    {
        Shift = shift;
        Traits = traits;
        Outcomes = outcomes;
        ReferenceImages = referenceImages;
    }

    /// <summary>
    /// How well new images can be told from those of the card by all traits together, as an AUROC: near 0.5 where nothing changed, 1 where each can be told.
    /// Each image is judged by a rule that was made without it.
    /// </summary>
    public MetricResult Shift { get; }

    /// <summary>Whether anything changed: the interval of <see cref="Shift"/> lies above 0.5, or a trait moved.</summary>
    public bool HasDrifted => (Shift.Interval.IsDefined && Shift.Interval.Low > 0.5) || Traits.Any(t => t.HasMoved);

    /// <summary>Each trait, the one that moved most first.</summary>
    public IReadOnlyList<DriftTrait> Traits { get; }

    /// <summary>What became of each new image, in the order given.</summary>
    public IReadOnlyList<PredictionOutcome> Outcomes { get; }

    /// <summary>Images of the card that were compared with.</summary>
    public int ReferenceImages { get; }

    /// <summary>New images that could be read.</summary>
    public int Images => Outcomes.Count(o => o.IsPredicted);

    /// <summary>New images that the model's guard does not accept.</summary>
    public int StrangeImages => Outcomes.Count(o => o.Prediction?.Guard is { IsAccepted: false });

    /// <summary>For people: the figure, and what moved.</summary>
    public override string ToString()
    {
        string[] moved = [.. Traits.Where(t => t.HasMoved).Select(t => t.Name)];
        return $"drift {Shift} (0.5: none); " + (moved.Length == 0 ? "no trait moved" : $"moved: {string.Join(", ", moved)}");
    }
}
