namespace CovidClassifier.Data.Folders;

/// <summary>Why files of a dataset's folder are no X-rays of it, as counted to the caller.</summary>
internal static class Reasons
{
    public const string Mask = "masks, by the name of their folder or file";
    public const string Document = "documents, tables, code and archives";
    public const string DicomDocument = "DICOM directories, reports and the like, which hold no picture";
    public const string Thumbnail = "thumbnails, by the name of their folder";
    public const string AlteredCopy = "altered copies of other images of the dataset, by their names";
    public const string Copy = "a second copy of the dataset inside it";
}
