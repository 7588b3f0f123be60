using System.Diagnostics.CodeAnalysis;

namespace CovidClassifier;

/// <summary>What became of one of many images: a prediction, or why there is none. For research and teaching only, never for diagnosis.</summary>
public sealed class PredictionOutcome
{
    internal PredictionOutcome(XRayImage image, Prediction prediction)
    {
        Image = image;
        Prediction = prediction;
    }

    internal PredictionOutcome(XRayImage image, ImageFormatException error)
    {
        Image = image;
        Error = error;
    }

    /// <summary>The image that was asked about.</summary>
    public XRayImage Image { get; }

    /// <summary>Whether there is a <see cref="Prediction"/>; if not, there is a <see cref="Reason"/>.</summary>
    [MemberNotNullWhen(true, nameof(Prediction))]
    [MemberNotNullWhen(false, nameof(Error), nameof(Reason))]
    public bool IsPredicted => Prediction is not null;

    /// <summary>What the model says; null where the image cannot be read.</summary>
    public Prediction? Prediction { get; }

    /// <summary>Why the image cannot be read, as one sentence that names it; null where it was.</summary>
    public string? Reason => Error?.Message;

    /// <summary>The same as an error that can be thrown; null where the image was read.</summary>
    public ImageFormatException? Error { get; }

    /// <summary>For people: "patient.png: COVID-19 (93.1 %)", or the reason.</summary>
    public override string ToString() => IsPredicted ? $"{Image.Name}: {Prediction}" : Reason;
}
