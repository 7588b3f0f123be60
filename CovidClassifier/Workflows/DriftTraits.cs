using System.Globalization;
using CovidClassifier.Guarding;
using CovidClassifier.Imaging;

namespace CovidClassifier.Workflows;

/// <summary>What is compared of images, before and now.</summary>
internal static class DriftTraits
{
    private const string Distance = "distance from the training images";

    // figures of that many digits are compared, and kept
    private const int Digits = 5;

    /// <summary>All names, those of the model first.</summary>
    public static IReadOnlyList<string> Names(string? positiveLabel) => [Probability(positiveLabel), Distance, .. PictureTraits.All.Select(t => t.Name)];

    /// <summary>Of one image.</summary>
    /// <param name="pixels">At the network's size.</param>
    /// <param name="prediction">What the model says of it.</param>
    /// <param name="positiveLabel">The model's; null: none.</param>
    public static IReadOnlyDictionary<string, double> Of(GrayImage pixels, Prediction prediction, string? positiveLabel)
    {
        var traits = PictureTraits.All.ToDictionary(t => t.Name, t => Rounded(t.Of(pixels)), StringComparer.Ordinal);
        traits[Probability(positiveLabel)] = Rounded(positiveLabel is null ? prediction.Probability : prediction[positiveLabel]);
        if (prediction.Guard is { } guard)
        {
            traits[Distance] = Rounded(guard.Distance);
        }

        return traits;
    }

    private static string Probability(string? positiveLabel) => positiveLabel is null ? "probability of the label" : $"probability of {positiveLabel}";

    private static double Rounded(double value) =>
        double.Parse(value.ToString($"E{Digits - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
