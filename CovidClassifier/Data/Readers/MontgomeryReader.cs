using CovidClassifier.Data.Drafts;

namespace CovidClassifier.Data.Readers;

/// <summary>Montgomery County's tuberculosis screening.</summary>
internal sealed class MontgomeryReader : IDatasetReader
{
    private const string Prefix = "MCUCXR", Collection = "Montgomery County";

    public DatasetDescription About { get; } = new()
    {
        Format = "montgomery-tb",
        Title = "Montgomery County chest X-ray set",
        Classes = NlmTuberculosis.Classes,
        Images = 138,
        Licence = NlmTuberculosis.Licence,
        Citation = NlmTuberculosis.Citation,
        Page = "https://openi.nlm.nih.gov/imgs/collections/NLM-MontgomeryCXRSet.zip",
        Layout = "CXR_png/MCUCXR_0001_0.png, ClinicalReadings/MCUCXR_0001_0.txt (sex and age) and ManualMask/, which is left out",
        Patients = "file names, one image each",
    };

    public bool Recognises(string path) => NlmTuberculosis.IsAt(path, Prefix);

    public DraftedDataset Read(string path, DatasetOptions options) => NlmTuberculosis.Read(path, Prefix, Collection, options);
}
