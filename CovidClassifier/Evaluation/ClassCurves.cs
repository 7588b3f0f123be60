namespace CovidClassifier.Evaluation;

/// <summary>A class's curves against the rest, with their bands.</summary>
/// <param name="Label">The class.</param>
/// <param name="Roc">Sensitivity over 1 - specificity.</param>
/// <param name="RocBand">Pointwise, in 1 - specificity.</param>
/// <param name="PrecisionRecall">Precision over recall.</param>
/// <param name="PrecisionRecallBand">Pointwise, in recall.</param>
internal sealed record ClassCurves(
    string Label,
    IReadOnlyList<CurvePoint> Roc,
    IReadOnlyList<CurveBand> RocBand,
    IReadOnlyList<CurvePoint> PrecisionRecall,
    IReadOnlyList<CurveBand> PrecisionRecallBand);
