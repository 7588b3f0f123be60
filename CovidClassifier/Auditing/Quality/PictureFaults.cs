using System.Globalization;

namespace CovidClassifier.Auditing.Quality;

/// <summary>
/// The faults that are looked for. Limits were set on drawn chests and on public X-rays of four collections, of which each flags under 2 in 100 where nothing
/// was planted; those beside "or" look at what is usual in the set, so that a dark picture among bright ones is found too.
/// </summary>
internal static class PictureFaults
{
    private const double ManySpreads = 5;

    /// <summary>Share of the deviation that fields of a chest have more than, however small the picture is.</summary>
    private const double MostOfNoise = 0.6;

    /// <summary>All faults, in the order listed. What is no picture at all is not looked at further.</summary>
    public static IReadOnlyList<PictureFault> All { get; } =
    [
        new("blank", (p, _) => Say($"fields of it differ by {p.Structure:0.0} gray levels"),
            (p, _) => IsBlank(p) ? 100 - p.Structure : null) { LeavesNothing = true },
        new("one gray level", (p, _) => Say($"{p.Levels.Distinct} gray levels, {p.Levels.Range} from the lowest to the highest"),
            (p, _) => p.Levels.Range <= 2 ? 100 - p.Levels.Range : null) { LeavesNothing = true },
        new("few gray levels", (p, _) => Say($"{p.Levels.Distinct} gray levels"),
            (p, _) => p.Levels is { Distinct: <= 12, Range: > 2 } ? 100 - p.Levels.Distinct : null) { LeavesNothing = true },
        new(
            "very dark",
            (p, n) => Say($"half of it is below {p.Levels.Median} of 255 (usual {n.Median.Middle:0}), 95 % below {p.Levels.High}"),
            (p, n) => p.Levels is { High: < 100 } or { Median: < 50, Mean: < 60 }
                || (n.Median.IsFarBelow(p.Levels.Median, 45, ManySpreads) && p.Levels.Median < 100) ? 255 - p.Levels.Median : null),
        new(
            "very bright",
            (p, n) => Say($"half of it is above {p.Levels.Median} of 255 (usual {n.Median.Middle:0}), 95 % above {p.Levels.Low}"),
            (p, n) => p.Levels is { Mean: > 205 } or { Low: > 150 }
                || (n.Median.IsFarAbove(p.Levels.Median, 45, ManySpreads) && p.Levels.Median > 180) ? p.Levels.Median : null),
        new(
            "blurred",
            (p, n) => Say($"blur {p.Blur:0.00} of 1 (usual {n.Blur.Middle:0.00})"),
            (p, n) => p.Blur > 0.6 || (n.Blur.IsFarAbove(p.Blur, 0.1, ManySpreads) && p.Blur > 0.5) ? p.Blur : null),
        new("inverted", (p, _) => Say($"likeness to a chest {p.Pose.Upright:0.00}, with black and white exchanged {p.Pose.Best:0.00}"),
            (p, _) => p.Pose.LooksInverted ? p.Pose.Best - p.Pose.Upright : null),
        new(
            "turned",
            (p, _) => Say($"likeness to a chest {p.Pose.Upright:0.00}, turned by {90 * p.Pose.Turns} degrees {p.Pose.Best:0.00}"),
            (p, _) => p.Pose.LooksTurned ? p.Pose.Best - p.Pose.Upright : null),
        new(
            "odd size",
            (p, n) => Say($"{p.Width} x {p.Height} (longer side usually {Math.Exp(n.Size.Middle):0})"),
            (p, n) => Math.Min(p.Width, p.Height) < 100
                || n.Size.IsFar(Math.Log(Math.Max(p.Width, p.Height)), Math.Log(1.9), ManySpreads)
                ? Math.Abs(Math.Log(Math.Max(p.Width, p.Height)) - n.Size.Middle) : null),
        new(
            "odd aspect",
            (p, n) => Say($"{p.Width} x {p.Height}, {p.Aspect:0.00} times as wide as high (usually {Math.Exp(n.Aspect.Middle):0.00})"),
            (p, n) => p.Aspect is < 0.55 or > 1.8
                || n.Aspect.IsFar(Math.Log(p.Aspect), Math.Log(1.4), ManySpreads) ? Math.Abs(Math.Log(p.Aspect) - n.Aspect.Middle) : null),
        new("colour", (p, _) => Say($"{100 * p.Colour:0.0} % of it is in colour"), (p, _) => p.Colour > 0.005 ? p.Colour : null),
        new("text at the border", (p, _) => Say($"{p.BorderMarks} marks near the edge"),
            (p, _) => p.BorderMarks > 0 ? p.BorderMarks : null) { IsCommon = true },
    ];

    /// <summary>The faults of a picture, in the order of the list; where one leaves nothing to judge, those alone that do.</summary>
    public static IReadOnlyList<(PictureFault Fault, double Badness)> Of(PictureFacts image, PictureNorms norms)
    {
        (PictureFault Fault, double Badness)[] found =
            [.. All.Select(fault => (fault, fault.Badness(image, norms))).Where(f => f.Item2 is not null).Select(f => (f.fault, f.Item2!.Value))];
        return found.Any(f => f.Fault.LeavesNothing) ? [.. found.Where(f => f.Fault.LeavesNothing)] : found;
    }

    /// <summary>Nothing but one level, or noise.</summary>
    private static bool IsBlank(PictureFacts image) => image.Structure < 1 || image.StructureShare < Math.Min(2 * image.NoiseShare, MostOfNoise);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
