namespace CovidClassifier.Data.Readers;

/// <summary>Reads one layout. A new dataset is a new implementation and its line in <see cref="DatasetReaders"/>.</summary>
internal interface IDatasetReader
{
    /// <summary>Name for --format and messages.</summary>
    string Format { get; }

    /// <summary>True where the path, which exists, is in this layout. Looks at names and headers only and never throws for odd
    /// content.</summary>
    bool Recognises(string path);

    /// <exception cref="DatasetException">Not in this layout, no image, or problems that are not allowed.</exception>
    XRayDataset Read(string path, DatasetOptions options);
}
