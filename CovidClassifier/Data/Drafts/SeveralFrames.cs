using System.Globalization;
using CovidClassifier.Foundation;

namespace CovidClassifier.Data.Drafts;

/// <summary>Files that hold several pictures, of which one is read.</summary>
internal static class SeveralFrames
{
    /// <summary>One sentence where there are such files, and nobody said which of their pictures is meant.</summary>
    public static IEnumerable<string> In(IReadOnlyList<XRayImage> images)
    {
        (XRayImage Image, int Frames)[] several =
            [.. images.Where(i => i.Frame == 1).Select(i => (Image: i, Frames: i.CountFrames())).Where(i => i.Frames > 1)];
        return several.Length == 0 ? [] : [string.Create(
            CultureInfo.InvariantCulture,
            $"{several.Length} of {images.Count} files {(several.Length == 1 ? "holds" : "hold")} several pictures (first: "
                + $"'{ShownText.Of(several[0].Image.Name)}', {several[0].Frames} of them), and the first picture of each is read.")];
    }
}
