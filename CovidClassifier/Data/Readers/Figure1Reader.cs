using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>Figure 1 COVID-19 Chest X-ray Dataset Initiative: one row per image, named by the patient's id, to which a letter is added where a patient has
/// several images.</summary>
internal sealed class Figure1Reader : IDatasetReader
{
    private const string Collection = "Figure 1 initiative";

    public DatasetDescription About { get; } = new()
    {
        Format = "figure1-covid",
        Title = "Figure 1 COVID-19 Chest X-ray Dataset Initiative",
        Classes = "COVID-19: COVID-19; Pneumonia: Pneumonia; No finding: Normal; rows without finding are left out",
        Images = 55,
        Licence = "none stated; for research only",
        Citation = "Chung, Figure 1 COVID-19 Chest X-ray Dataset Initiative, 2020; Wang, Lin and Wong, Scientific Reports 10, 2020, 19549",
        Page = "https://github.com/agchung/Figure1-COVID-chestxray-dataset",
        Layout = "metadata.csv (patientid, finding, temperature, artifacts/distortion, ... without imagename) beside images/ with COVID-00001.jpg, "
            + "COVID-00003a.jpg",
        Patients = "table",
    };

    public TableLayout Table { get; } = new("the Figure 1 initiative", "patientid", "offset", "finding", "survival", "temperature", "view", "modality",
        "artifacts/distortion");

    public bool Recognises(string path) =>
        DatasetPlaces.Table(path, Table, InitiativeTable.FileName) is { } table && !CsvTable.ColumnsOf(table).Any(c => LabelTable.AreSame(c, "imagename")
            || LabelTable.AreSame(c, "filename"));

    public DraftedDataset Read(string path, DatasetOptions options) =>
        new InitiativeTable(DatasetPlaces.Table(path, Table, InitiativeTable.FileName) ?? Path.Combine(path, InitiativeTable.FileName))
            .Read(DatasetPlaces.Root(path), Collection, options);
}
