namespace CovidClassifier;

/// <summary>
/// Which column of a table holds what. Names compare without case, spaces, '-' and '_'. Null: the first column with one of the usual names.
/// A column that is named here must exist; of the others only file and label must.
/// </summary>
public sealed record CsvColumns
{
    /// <summary>File of the image. Usual names: path, file, filename, filepath, image, image path, image name, image file, image index, image id,
    /// img, paths, files, filenames, filepaths, fname, image filename, image filepath, image url, url.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// Label, or several separated by '|' (see <see cref="LabelRule"/>). Usual names: label, class, class name, finding, labels, findings, finding labels,
    /// diagnosis, category, target, class label, class labels, class names, label name, image label, ground truth. Several names separated by commas are
    /// columns of 0 and 1, one for each label; where no column has a usual name, such columns are taken that are named for classes, and a warning says which.
    /// </summary>
    public string? Label { get; init; }

    /// <summary>Patient. Usual names: patient, patient id, subject, subject id, patient number, patient no, mrn.</summary>
    public string? PatientId { get; init; }

    /// <summary>Where the image came from. Usual name: source.</summary>
    public string? Source { get; init; }

    /// <summary>Projection. Usual names: view, view position.</summary>
    public string? View { get; init; }

    /// <summary>Age in years, or with DICOM's unit letter (058Y, 018M, 006W, 010D). Usual names: age, patient age.</summary>
    public string? Age { get; init; }

    /// <summary>The part of the dataset's own split: training, validation or test, in any usual spelling. Usual names: split, part, partition, subset, data
    /// split, dataset type, phase; also data set, where each of its fields names a part.</summary>
    public string? Part { get; init; }

    /// <summary>Sex; male and female are read as M and F. Usual names: sex, gender, patient sex, patient gender.</summary>
    public string? Sex { get; init; }
}
