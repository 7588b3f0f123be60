namespace CovidClassifier;

/// <summary>
/// A model that computes with bytes beside the one with floats that it was made from, both on the same images that neither was trained on. For research and
/// teaching only, never for diagnosis. Owns <see cref="Model"/>: dispose one of them.
/// </summary>
public sealed class QuantizationResult : IDisposable
{
    /// <summary>The AUROC that may be lost: from the lower end of the difference's 95 % interval on.</summary>
    public const double LargestLoss = 0.005;

    internal QuantizationResult(CovidModel model, EvaluationResult floats, EvaluationResult bytes, PairedTest difference, (long Before, long After) size)
    {
        Model = model;
        Float = floats;
        Quantized = bytes;
        AurocDifference = difference;
        (FloatBytes, QuantizedBytes) = size;
    }

    /// <summary>The model with weights and activations of 8 bits; its card says what the rounding cost.</summary>
    public CovidModel Model { get; }

    /// <summary>What the model with floats was measured at.</summary>
    public EvaluationResult Float { get; }

    /// <summary>What the model with bytes was measured at, on the same images.</summary>
    public EvaluationResult Quantized { get; }

    /// <summary>AUROC with bytes minus AUROC with floats, paired, with its 95 % interval.</summary>
    public PairedTest AurocDifference { get; }

    /// <summary>Whether the interval of <see cref="AurocDifference"/> is known and holds no loss above <see cref="LargestLoss"/>. Few images give a wide one.</summary>
    public bool IsAccepted => AurocDifference.Interval.IsDefined && AurocDifference.Interval.Low >= -LargestLoss;

    /// <summary>Size of the network with floats, bytes.</summary>
    public long FloatBytes { get; }

    /// <summary>Size of the network with bytes, bytes.</summary>
    public long QuantizedBytes { get; }

    /// <summary>The largest difference between two probabilities of one image, 0 to 1.</summary>
    public double LargestProbabilityDifference => Float.Predictions.Probabilities.Zip(Quantized.Predictions.Probabilities)
        .Max(pair => pair.First.Zip(pair.Second, (f, b) => Math.Abs(f - b)).Max());

    /// <summary>Images that got another label.</summary>
    public int ChangedLabels => Float.Predictions.PredictedLabels.Zip(Quantized.Predictions.PredictedLabels).Count(p => p.First != p.Second);

    /// <summary>For people: the verdict, the difference, the sizes.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Verdict()} On {Float.Predictions.Count} images that it was not trained on, AUROC changes by {AurocDifference.Difference:+0.0000;-0.0000;0.0000} {Interval()}, {ChangedLabels} labels change, and no probability by more than {LargestProbabilityDifference:0.000}. The network takes {QuantizedBytes / 1e6:0.00} MB where it took {FloatBytes / 1e6:0.00} MB.");

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();

    private string Verdict() => IsAccepted
        ? "The network with 8-bit weights and activations is as good as the one with floats."
        : !AurocDifference.Interval.IsDefined
            ? "Whether the network with 8-bit weights and activations is as good as the one with floats cannot be told."
            : FormattableString.Invariant($"A loss of more than {LargestLoss} in AUROC cannot be ruled out for 8-bit weights and activations.");

    private string Interval() => AurocDifference.Interval.IsDefined
        ? FormattableString.Invariant($"(95 % interval {AurocDifference.Interval.Low:+0.0000;-0.0000;0.0000} to {AurocDifference.Interval.High:+0.0000;-0.0000;0.0000})")
        : $"({AurocDifference.Interval.Method})";
}
