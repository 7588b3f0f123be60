namespace CovidClassifier.Reporting.Content;

/// <summary>A part of the data: the training images, the images of one fold, all of them.</summary>
/// <param name="Name">For people: "training".</param>
/// <param name="ImagesByClass">Number of images of each class, in the order of the class names.</param>
/// <param name="Patients">Number of patients; an image of an unknown patient counts as one.</param>
internal sealed record ReportPart(string Name, IReadOnlyList<int> ImagesByClass, int Patients)
{
    /// <summary>Whose images they are, one for each class; empty: not known.</summary>
    public IReadOnlyList<CardGroup> Groups { get; init; } = [];
}
