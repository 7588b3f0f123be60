using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>Actualmed COVID-19 Chest X-ray Dataset Initiative.</summary>
internal sealed class ActualmedReader : IDatasetReader
{
    private const string Collection = "Actualmed initiative";

    public DatasetDescription About { get; } = new()
    {
        Format = "actualmed-covid",
        Title = "Actualmed COVID-19 Chest X-ray Dataset Initiative",
        Classes = "COVID-19: COVID-19; No finding: Normal; rows without finding (inconclusive) are left out",
        Images = 238,
        Licence = "none stated; for research only",
        Citation = "Chung, Actualmed COVID-19 Chest X-ray Dataset Initiative, 2020; Wang, Lin and Wong, Scientific Reports 10, 2020, 19549",
        Page = "https://github.com/agchung/Actualmed-COVID-chestxray-dataset",
        Layout = "metadata.csv (patientid, finding, view, modality, imagename, artifacts/distortion, ...) beside images/",
        Patients = "table",
    };

    public TableLayout Table { get; } = new("the Actualmed initiative", "patientid", "finding", "survival", "temperature", "view", "modality", "imagename",
        "artifacts/distortion");

    public bool Recognises(string path) => DatasetPlaces.Table(path, Table, InitiativeTable.FileName) is not null;

    public DraftedDataset Read(string path, DatasetOptions options) =>
        new InitiativeTable(DatasetPlaces.Table(path, Table, InitiativeTable.FileName) ?? Path.Combine(path, InitiativeTable.FileName))
            .Read(DatasetPlaces.Root(path), Collection, options);
}
