using System.Globalization;

namespace CovidClassifier;

/// <summary>
/// A model that computes with bytes beside the one with floats that it was made from, both on the same images: such as neither was trained on, or all. For
/// research and teaching only, never for diagnosis.
/// </summary>
public sealed class QuantizationResult
{
    /// <summary>The AUROC that may be lost: from the lower end of the difference's 95 % interval on.</summary>
    public const double LargestLoss = 0.005;

    internal QuantizationResult(EvaluationResult floats, EvaluationResult bytes, PairedTest difference, (long Before, long After) size)
    {
        Float = floats;
        Quantized = bytes;
        AurocDifference = difference;
        (FloatBytes, QuantizedBytes) = size;
    }

    /// <summary>What the model with floats was measured at.</summary>
    public EvaluationResult Float { get; }

    /// <summary>What the model with bytes was measured at, on the same images.</summary>
    public EvaluationResult Quantized { get; }

    /// <summary>AUROC with bytes minus AUROC with floats, paired, with its 95 % interval.</summary>
    public PairedTest AurocDifference { get; }

    /// <summary>Whether the interval of <see cref="AurocDifference"/> is known and holds no loss above <see cref="LargestLoss"/>. Few images give a wide
    /// one.</summary>
    public bool IsAccepted => AurocDifference.Interval.IsDefined && AurocDifference.Interval.Low >= -LargestLoss;

    /// <summary>Whether images that both were trained on were among those that they were compared on.</summary>
    public bool IncludesSeen { get; internal init; }

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
    public override string ToString() => string.Join(
        ' ',
        Verdict(),
        FormattableString.Invariant(
            $"On {Float.Predictions.Count} images{Seen()}, AUROC changes by {Signed(AurocDifference.Difference)} {Interval()}."),
        FormattableString.Invariant($"{ChangedLabels} labels change, and no probability by more than {LargestProbabilityDifference:0.000}."),
        FormattableString.Invariant($"The network takes {QuantizedBytes / 1e6:0.00} MB where it took {FloatBytes / 1e6:0.00} MB."));

    private string Seen() => IncludesSeen ? ", those that it was trained on among them" : " that it was not trained on";

    private string Verdict() => IsAccepted
        ? "The network with 8-bit weights and activations is as good as the one with floats."
        : !AurocDifference.Interval.IsDefined
            ? "Whether the network with 8-bit weights and activations is as good as the one with floats cannot be told."
            : FormattableString.Invariant($"A loss of more than {LargestLoss} in AUROC cannot be ruled out for 8-bit weights and activations.");

    private string Interval() => AurocDifference.Interval is { IsDefined: true } interval
        ? $"(95 % interval {Signed(interval.Low)} to {Signed(interval.High)})"
        : $"({AurocDifference.Interval.Method})";

    private static string Signed(double value) => value.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);
}
