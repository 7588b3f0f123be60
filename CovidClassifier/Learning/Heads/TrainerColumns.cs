namespace CovidClassifier.Learning.Heads;

/// <summary>Names of the columns that a trainer of ML.NET is given and gives, beside the features. The first is in saved files and never changes.</summary>
internal static class TrainerColumns
{
    /// <summary>The decoded X-ray as a PNG file, bytes.</summary>
    public const string Image = "Image";

    /// <summary>The class, a key whose values are the class names in order.</summary>
    public const string Label = "Label";

    /// <summary>How much the image counts.</summary>
    public const string Weight = "Weight";

    /// <summary>One number per class.</summary>
    public const string Score = "Score";
}
