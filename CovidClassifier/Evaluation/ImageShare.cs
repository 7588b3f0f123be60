namespace CovidClassifier.Evaluation;

/// <summary>A share of images: of those in the whole, how many are in the part.</summary>
/// <param name="Whole">Whether each image is in the whole.</param>
/// <param name="Part">Whether each image is in the part; only looked at in the whole.</param>
/// <param name="Reason">Why the share is undefined where the whole is empty.</param>
internal sealed record ImageShare(bool[] Whole, bool[] Part, string Reason);
