using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>Reads one layout. A new dataset is a new implementation and its line in <see cref="DatasetReaders"/>.</summary>
internal interface IDatasetReader
{
    /// <summary>What it reads, for people.</summary>
    DatasetDescription About { get; }

    /// <summary>Name for callers and messages.</summary>
    string Format => About.Format;

    /// <summary>The columns that its table is known by; null: it has no table of its own.</summary>
    TableLayout? Table => null;

    /// <summary>True where the path, which exists, is in this layout. Looks at names and headers only and never throws for odd content.</summary>
    bool Recognises(string path);

    /// <exception cref="DatasetException">Not in this layout, no image, or problems that are not allowed.</exception>
    DraftedDataset Read(string path, DatasetOptions options);
}
