namespace CovidClassifier;

/// <summary>What every reader of <see cref="XRayDataset"/> takes.</summary>
public sealed record DatasetOptions
{
    /// <summary>
    /// False (the default): a dataset with problems is a <see cref="DatasetException"/> that lists them. True: the dataset is returned
    /// without the rows and files concerned, and lists them in <see cref="XRayDataset.Problems"/>. Also decides about images that turn out
    /// not to decode.
    /// </summary>
    public bool AllowProblems { get; init; }

    /// <summary>Which names in folders and tables mean which class. Default <see cref="LabelTable.Default"/>.</summary>
    public LabelTable Labels { get; init; } = LabelTable.Default;

    /// <summary>
    /// The classes, in the order that the model shall use; an image with any other label is a problem (to leave classes out by choice, see
    /// <see cref="XRayDataset.WithClasses"/>). Null (the default): every label found is a class, in ordinal order.
    /// </summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>
    /// Which class an image has that the dataset gives several labels. Null (the default): the dataset's own rule, which its description states; for other
    /// tables <see cref="LabelRule.Single"/>.
    /// </summary>
    public LabelRule? LabelRule { get; init; }

    /// <summary>
    /// A regular expression that finds the patient in each image's path below the dataset's folder (with '/' between folders): its group "patient", else its
    /// first group, else all it matches. It goes before what the dataset
    /// says. <c>([^/]+)/[^/]+$</c> takes the folder that the image lies in. Null (the default): what the dataset says, else file names that public
    /// collections are known for.
    /// </summary>
    /// <exception cref="ArgumentException">It is blank or no regular expression.</exception>
    public string? PatientPattern { get; init => field = value is null ? null : Data.Facts.PatientPattern.Checked(value, nameof(PatientPattern)); }
}
