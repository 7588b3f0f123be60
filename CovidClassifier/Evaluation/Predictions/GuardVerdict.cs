namespace CovidClassifier;

/// <summary>
/// Whether an image is like those that a model was trained on. It says nothing of the disease, and an accepted image may still come from a place where the
/// model is wrong. For research and teaching only, never for diagnosis.
/// </summary>
public sealed record GuardVerdict
{
    internal GuardVerdict(float distance, string reason)
    {
        Distance = distance;
        Reason = reason.Length > 0 ? reason : null;
    }

    /// <summary>How far the image is from the training images, 0 or more, in units of the limit: above 1 it is not accepted.</summary>
    public float Distance { get; }

    /// <summary>Whether the model's figures can be meant for such an image at all.</summary>
    public bool IsAccepted => Reason is null;

    /// <summary>What the image looks like instead, for example "a CT slice" or "unlike every training image"; null where it is accepted.</summary>
    public string? Reason { get; }

    /// <summary>For people: "accepted", or the reason.</summary>
    public override string ToString() => Reason ?? "accepted";
}
