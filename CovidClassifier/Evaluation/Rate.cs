namespace CovidClassifier.Evaluation;

/// <summary>
/// A share of images that a confusion matrix gives: of the images in <see cref="Whole"/>, how many are in <see cref="Part"/>. Both are told
/// by label and
/// predicted label (class indices).
/// </summary>
/// <param name="Part">The images that count; only asked about images of the whole.</param>
/// <param name="Whole">The images that the share is of.</param>
/// <param name="Reason">Why the share is undefined where the whole is empty.</param>
internal sealed record Rate(Func<int, int, bool> Part, Func<int, int, bool> Whole, string Reason)
{
    public static Rate Accuracy { get; } = new((label, predicted) => label == predicted, (_, _) => true, "there are no images");

    public static Rate Recall(int c, string name) => new((_, predicted) => predicted == c, (label, _) => label == c, $"no image is labelled {name}");

    public static Rate RecallOfRest(int c, string name) =>
        new((_, predicted) => predicted != c, (label, _) => label != c, $"no image is labelled other than {name}");

    public static Rate Precision(int c, string name) => new((label, _) => label == c, (_, predicted) => predicted == c, $"no image is predicted {name}");

    public static Rate PrecisionOfRest(int c, string name) =>
        new((label, _) => label != c, (_, predicted) => predicted != c, $"no image is predicted other than {name}");
}
