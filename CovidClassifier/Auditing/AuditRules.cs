using System.Globalization;

namespace CovidClassifier.Auditing;

/// <summary>The constants behind every verdict, in one place; each verdict prints those that made it.</summary>
public static class AuditRules
{
    /// <summary>A baseline fails where the lower bound of its AUROC's 95 % interval is above this.</summary>
    public const double FailAbove = 0.75;

    /// <summary>A baseline warns where that bound is above this.</summary>
    public const double WarnAbove = 0.6;

    /// <summary>Fewer images of a class, or of all others together, say nothing.</summary>
    public const int FewestImages = 30;

    /// <summary>A fact that is known for a smaller share of a class's images cannot pass.</summary>
    public const double KnownShare = 0.9;

    /// <summary>Younger patients are children, in years.</summary>
    public const double AdultAge = 18;

    /// <summary>Two classes fail where their shares of children differ by more than this, at the lower bound.</summary>
    public const double ChildrenGap = 0.2;

    /// <summary>Two pictures are near duplicates from this correlation of their fine detail on.</summary>
    public const double NearDuplicate = 0.88;

    internal static string ForBaselines { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"fail where the 95 % lower bound of AUROC, worst class against the rest, is above {FailAbove}, warn above {WarnAbove}; unknown under {FewestImages} images a class");

    internal static string ForFileSize { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"warn where the 95 % lower bound of AUROC, worst class against the rest, is above {WarnAbove}; never fails, as compressed size depends on the picture; unknown under {FewestImages} images a class");

    internal static string ForFacts { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{ForBaselines} or where under {100 * KnownShare:0} % of a class's images are known");

    internal static string ForAges { get; } = string.Create(
        CultureInfo.InvariantCulture, $"fail where the classes' shares of children (under {AdultAge}) differ by more than {ChildrenGap} at the 95 % lower bound; {ForFacts}");

    internal const string ForCopies =
        "fail for a copy under another label or in another part of the split, warn for a copy beside its original";

    internal const string ForPatients = "fail for a patient in two parts of the split, unknown where patients are not known";

    /// <summary>Compressed size depends on the picture, and so on the disease itself: never worse than a warning.</summary>
    internal static AuditVerdict OfFileSize(double lowerBound) =>
        OfBaseline(lowerBound) is var verdict and not AuditVerdict.Fail ? verdict : AuditVerdict.Warn;

    internal static AuditVerdict OfBaseline(double lowerBound) =>
        double.IsNaN(lowerBound) ? AuditVerdict.Unknown
        : lowerBound > FailAbove ? AuditVerdict.Fail
        : lowerBound > WarnAbove ? AuditVerdict.Warn
        : AuditVerdict.Pass;
}
