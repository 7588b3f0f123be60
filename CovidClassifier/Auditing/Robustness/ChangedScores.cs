using CovidClassifier.Auditing.Quality;
using CovidClassifier.Imaging;

namespace CovidClassifier.Auditing.Robustness;

/// <summary>Every picture that one image is scored as: first as it is, then each step of each change, all at the network's size.</summary>
internal static class ChangedScores
{
    /// <summary>The steps in the order of <see cref="Pictures"/>, after the picture as it is.</summary>
    public static IReadOnlyList<(ImageChange Change, double Step)> Steps { get; } =
        [.. ImageChanges.All.SelectMany(change => change.Steps.Select(step => (change, step)))];

    /// <param name="picture">At full size.</param>
    /// <param name="number">Stands for the image, for draws.</param>
    /// <param name="width">Of the network's input.</param>
    /// <param name="height">Of the network's input.</param>
    public static IEnumerable<GrayImage> Pictures(GrayImage picture, int number, int width, int height)
    {
        GrayImage fitted = PictureFacts.Fit(picture);
        yield return GrayCrop.StretchTo(fitted, width, height);
        foreach ((ImageChange change, double step) in Steps)
        {
            yield return GrayCrop.StretchTo(change.Apply(fitted, step, number), width, height);
        }
    }
}
