using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Folders;

namespace CovidClassifier.Data.Readers;

/// <summary>A folder per class; see <see cref="XRayDataset.FromFolder"/>.</summary>
internal sealed class FolderReader : IDatasetReader
{
    public DatasetDescription About { get; } = new()
    {
        Format = "folder",
        Title = "A folder per class",
        Classes = "the names of the folders",
        Layout = "CLASS/... with images; above the classes there may be folders of parts (train, val, test), of sources (hospitals), or one that wraps it "
            + "all; masks and documents are left out",
        Patients = "file names of public collections; folders below the classes named for patients (P001, patient7)",
        Split = "folders train, val, test (in any usual spelling) above or below the classes",
    };

    public bool Recognises(string path) => Directory.Exists(path) && Directory.EnumerateDirectories(path).Any(f => !FileNames.IsHidden(Path.GetFileName(f)));

    public DraftedDataset Read(string path, DatasetOptions options) => FolderDataset.Read(path, options);
}
