namespace CovidClassifier;

/// <summary>What is wrong with one row or file of a dataset.</summary>
public enum DatasetProblemKind
{
    /// <summary>A row names no image, or the file that it names is not there. The row is left out.</summary>
    MissingImage,

    /// <summary>The file is by its first bytes no image of a kind that is read (an empty file too). It is left out.</summary>
    NotAnImage,

    /// <summary>The file or folder may not be read, or the image does not decode. It is left out.</summary>
    Unreadable,

    /// <summary>The label is blank, stands for "not labelled", or is none of the classes asked for. The image is left out.</summary>
    UnknownLabel,

    /// <summary>The same file appears again with the same patient and label. The first row is kept.</summary>
    DuplicateRow,

    /// <summary>One file appears under different labels. It is left out.</summary>
    ConflictingLabels,

    /// <summary>One file is claimed by several patients. It is kept once and the patients are joined into one.</summary>
    SharedByPatients,

    /// <summary>A row of a table that cannot be read: a quote that never closes, or more fields than the header. It is left out.</summary>
    MalformedRow,

    /// <summary>An image lies in the dataset's image folder but no row describes it. It is left out.</summary>
    UnlistedImage,
}
