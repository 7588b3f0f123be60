namespace CovidClassifier.Console.Reports;

/// <summary>Whether an image is like those that the model was trained on.</summary>
/// <param name="Accepted">Whether it is.</param>
/// <param name="Distance">How far it is from them; 1 is the limit.</param>
/// <param name="Reason">What it looks like instead; null where it is accepted.</param>
internal sealed record GuardEntry(bool Accepted, float Distance, string? Reason)
{
    public static GuardEntry? Of(GuardVerdict? verdict) => verdict is null ? null : new(verdict.IsAccepted, verdict.Distance, verdict.Reason);
}
