using CovidClassifier.Guarding;

namespace CovidClassifier;

/// <summary>
/// From which on an image is not like those that a model was trained on. It says what happens; the numbers that do it are constants of the network's graph.
/// </summary>
public sealed record CardGuard
{
    /// <summary>Training and validation images that the guard knows.</summary>
    public required int Images { get; init; }

    /// <summary>Distance from their distribution (Mahalanobis, of the picture in 16 x 16 fields, 1 for an ordinary one) that counts as 1 in
    /// <see cref="GuardVerdict.Distance"/>.</summary>
    public required double DistanceLimit { get; init; }

    internal static CardGuard Of(InputGuard guard, int images) =>
        new() { Images = images, DistanceLimit = guard.Limits.Distance };

    /// <summary>For people: how many images the guard knows.</summary>
    public override string ToString() => FormattableString.Invariant($"a guard that knows {Images} images");
}
