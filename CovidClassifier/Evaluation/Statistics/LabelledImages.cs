using CovidClassifier.Data.Facts;

namespace CovidClassifier.Evaluation.Statistics;

/// <summary>What is known of images before any model speaks: classes, true labels, whose they are. Shared by the predictions of several models.</summary>
internal sealed class LabelledImages
{
    private readonly string?[] _patientIds;

    /// <param name="classes">The classes.</param>
    /// <param name="positiveLabel">One of them, or null.</param>
    /// <param name="images">True label, patient (null where not known) and, where it matters, image of each.</param>
    /// <exception cref="ArgumentException">A label is no class.</exception>
    public LabelledImages(ClassIndex classes, string? positiveLabel, IReadOnlyCollection<(string? Label, string? PatientId, XRayImage? Image)> images)
        : this(classes, positiveLabel, classes.Of(images.Select(i => i.Label)), [.. images.Select(i => i.PatientId)], [.. images.Select(i => i.Image)])
    {
    }

    private LabelledImages(ClassIndex classes, string? positiveLabel, int[] labels, string?[] patientIds, XRayImage?[] images)
    {
        Classes = classes;
        PositiveLabel = positiveLabel;
        Positive = classes.OfPositive(positiveLabel);
        Labels = labels;
        Images = images;
        Patients = new PatientIndex(patientIds);
        _patientIds = patientIds;
    }

    /// <summary>Images of a data set.</summary>
    public static LabelledImages Of(IReadOnlyList<string> classNames, string? positiveLabel, IEnumerable<XRayImage> images) =>
        new(new ClassIndex(classNames), positiveLabel, [.. images.Select(i => (i.Label, i.PatientId, (XRayImage?)i))]);

    public ClassIndex Classes { get; }

    public string? PositiveLabel { get; }

    /// <summary>Index of the positive label, or null where there is none.</summary>
    public int? Positive { get; }

    public int Count => Labels.Length;

    /// <summary>Class index of each.</summary>
    public int[] Labels { get; }

    public IReadOnlyList<XRayImage?> Images { get; }

    /// <summary>Who has which images.</summary>
    public PatientIndex Patients { get; }

    /// <summary>Patient of an image; null where not known.</summary>
    public string? PatientId(int image) => _patientIds[image];

    /// <summary>Some of them, in this order; a position may come several times.</summary>
    public LabelledImages At(IReadOnlyList<int> positions) => new(
        Classes, PositiveLabel, [.. positions.Select(i => Labels[i])], [.. positions.Select(i => _patientIds[i])], [.. positions.Select(i => Images[i])]);

    /// <summary>Whether these are the same images for all that figures know: classes, labels and patients.</summary>
    public bool AreSame(LabelledImages other) => ReferenceEquals(this, other) || (Classes.Names.SequenceEqual(other.Classes.Names)
        && PositiveLabel == other.PositiveLabel && Labels.SequenceEqual(other.Labels) && _patientIds.SequenceEqual(other._patientIds));
}
