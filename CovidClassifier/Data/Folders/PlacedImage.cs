namespace CovidClassifier.Data.Folders;

/// <summary>An image and what the folders above it say.</summary>
/// <param name="Path">The file.</param>
/// <param name="Label">Name of its class folder.</param>
/// <param name="Part">The part of the dataset's own split, where a folder names one.</param>
/// <param name="Source">Names of the folders above the classes; null: there are none.</param>
/// <param name="Below">Name of the folder above or below the class that is named for a patient, else of the first below the class that is no part; null:
/// there is none.</param>
internal sealed record PlacedImage(string Path, string Label, DatasetPart? Part, string? Source, string? Below)
{
    /// <summary>The folder above the class that stands for a patient; null: none does.</summary>
    public string? Patient { get; init; }

    /// <summary>The view that a folder above or below the class is named for; null: none is.</summary>
    public string? View { get; init; }
}
