using System.Globalization;

namespace CovidClassifier.Auditing.Findings;

/// <summary>The constants behind every verdict, in one place; each verdict prints those that made it.</summary>
internal static class AuditRules
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

    /// <summary>A model fails where its recall on a subgroup is lower than on the rest by more than this, at the lower bound.</summary>
    public const double SubgroupFail = 0.2;

    /// <summary>A model gets a warning where that gap is more than this.</summary>
    public const double SubgroupWarn = 0.1;

    /// <summary>A model fails where more than this share of its heat lies outside the central area, at the lower bound.</summary>
    public const double SaliencyFail = 0.5;

    /// <summary>A model gets a warning where that share is more than this: what an evenly spread map has, 1 - 0.8 x 0.8.</summary>
    public const double SaliencyWarn = 0.36;

    /// <summary>Two pictures are near duplicates from this correlation of their fine detail on.</summary>
    public const double NearDuplicate = 0.88;

    /// <summary>Image quality fails where more than this share of a class's images is bad; fewer make a warning.</summary>
    public const double BadImages = 0.05;

    /// <summary>Labels get a warning where more than this share is contradicted, at the lower bound.</summary>
    public const double SuspiciousLabels = 0.01;

    /// <summary>Who does not tell a class from the rest by more than this AUROC, at the lower bound, does not contradict a label.</summary>
    public const double Chance = 0.5;

    /// <summary>A model fails where a mild change of the pictures turns more than this share of its labels, at the lower bound.</summary>
    public const double FlipsFail = 0.2;

    /// <summary>A model gets a warning where that share is more than this.</summary>
    public const double FlipsWarn = 0.1;

    public static string ForBaselines { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"fail where the 95 % lower bound of AUROC, worst class against the rest, is above {FailAbove}, warn above {WarnAbove}; unknown under " +
            $"{FewestImages} images a class");

    public static string ForFileSize { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"warn where the 95 % lower bound of AUROC, worst class against the rest, is above {WarnAbove}; never fails, as compressed size depends on the " +
            $"picture; unknown under {FewestImages} images a class");

    public static string ForFacts { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{ForBaselines} or where under {100 * KnownShare:0} % of a class's images are known");

    public static string ForAges { get; } = string.Create(
        CultureInfo.InvariantCulture,
            $"fail where the classes' shares of children (under {AdultAge}) differ by more than {ChildrenGap} at the 95 % lower bound; {ForFacts}");

    public static string ForSources { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"fail where the 95 % lower bound of AUROC, within a class, worst source against the rest, is above {FailAbove}, warn above {WarnAbove}; one step " +
            $"milder where labels are evenly mixed over the sources (source by label passes); unknown where no class has {FewestImages} images of each of " +
            $"two sources");

    public static string ForSubgroups { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"fail where a group's recall, mean over the classes, is lower than the rest's by more than {SubgroupFail} at the 95 % lower bound, warn by more " +
            $"than {SubgroupWarn}; groups under {FewestImages} images are not judged");

    public static string ForSaliency { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"fail where more than {100 * SaliencyFail:0} % of the heat lies outside the central area at the 95 % lower bound, warn above " +
            $"{100 * SaliencyWarn:0} %; unknown under {FewestImages} images");

    public static string ForLabels { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"warn where more than {100 * SuspiciousLabels:0} % of the labels are contradicted with confidence (confident learning, Northcutt et al. 2021) at " +
            $"the 95 % lower bound; never fails, as a hard image is contradicted too; only for a class that is told from the rest better than by chance " +
            $"(95 % lower bound of its AUROC above {Chance}); unknown where no class is, and under {FewestImages} images of each of two classes");

    public static string ForOrder { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"warn where the 95 % lower bound of AUROC, worst class against the rest, is above {WarnAbove}; never fails, as no model sees the order; unknown " +
            $"under {FewestImages} images a class");

    public const string ForOutliers = "warn for any image that is far from all others; never fails";

    public static string ForRobustness { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"fail where the mildest step of a change turns more than {100 * FlipsFail:0} % of the labels at the 95 % lower bound, warn above " +
            $"{100 * FlipsWarn:0} %; unknown under {FewestImages} images");

    public static string ForQuality { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"warn for any bad image, fail where more than {100 * BadImages:0} % of a class are bad; text at the border alone makes no image a bad one");

    public const string ForCopies =
        "fail for a copy under another label or in another part of the split, warn for a copy beside its original";

    public const string ForPatients = "fail for a patient in two parts of the split, unknown where patients are not known";

    /// <summary>Compressed size depends on the picture, and so on the disease itself: never worse than a warning.</summary>
    public static AuditVerdict OfFileSize(double lowerBound) =>
        OfBaseline(lowerBound) is var verdict and not AuditVerdict.Fail ? verdict : AuditVerdict.Warn;

    public static AuditVerdict OfBaseline(double lowerBound) => Of(lowerBound, FailAbove, WarnAbove);

    public static AuditVerdict OfSubgroup(double lowerBound) => Of(lowerBound, SubgroupFail, SubgroupWarn);

    public static AuditVerdict OfFlips(double lowerBound) => Of(lowerBound, FlipsFail, FlipsWarn);

    public static AuditVerdict OfSaliency(double lowerBound) => Of(lowerBound, SaliencyFail, SaliencyWarn);

    public static AuditVerdict Milder(AuditVerdict verdict) => verdict switch
    {
        AuditVerdict.Fail => AuditVerdict.Warn,
        AuditVerdict.Warn => AuditVerdict.Pass,
        _ => verdict,
    };

    private static AuditVerdict Of(double lowerBound, double failAbove, double warnAbove) =>
        double.IsNaN(lowerBound) ? AuditVerdict.Unknown
        : lowerBound > failAbove ? AuditVerdict.Fail
        : lowerBound > warnAbove ? AuditVerdict.Warn
        : AuditVerdict.Pass;
}
