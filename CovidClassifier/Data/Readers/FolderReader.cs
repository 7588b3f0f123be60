using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Folders;

namespace CovidClassifier.Data.Readers;

/// <summary>A folder per class; see <see cref="XRayDataset.FromFolder"/>.</summary>
internal sealed class FolderReader : IDatasetReader
{
    public string Format => "folder";

    public bool Recognises(string path) => Directory.Exists(path) && ClassFolders.Of(path).Count > 0;

    public XRayDataset Read(string path, DatasetOptions options)
    {
        DatasetDraft draft = new(DatasetReaders.NameOf(path), Path.GetFullPath(path), options);
        ClassFolders.Read(draft, path, known: null, describe: image => image);
        return draft.Finish();
    }
}
