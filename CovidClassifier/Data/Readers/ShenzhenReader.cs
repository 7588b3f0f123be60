using CovidClassifier.Data.Drafts;

namespace CovidClassifier.Data.Readers;

/// <summary>Tuberculosis at the Third People's Hospital of Shenzhen.</summary>
internal sealed class ShenzhenReader : IDatasetReader
{
    private const string Prefix = "CHNCXR", Collection = "Shenzhen Hospital";

    public DatasetDescription About { get; } = new()
    {
        Format = "shenzhen-tb",
        Title = "Shenzhen Hospital chest X-ray set",
        Classes = NlmTuberculosis.Classes,
        Images = 662,
        Licence = NlmTuberculosis.Licence,
        Citation = NlmTuberculosis.Citation,
        Page = "https://openi.nlm.nih.gov/imgs/collections/ChinaSet_AllFiles.zip",
        Layout = "CXR_png/CHNCXR_0001_0.png and ClinicalReadings/CHNCXR_0001_0.txt (sex and age); a folder of masks is left out",
        Patients = "file names, one image each",
    };

    public bool Recognises(string path) => NlmTuberculosis.IsAt(path, Prefix);

    public DraftedDataset Read(string path, DatasetOptions options) => NlmTuberculosis.Read(path, Prefix, Collection, options);
}
