using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Facts;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>COVID-19 image repository of Hannover Medical School: every image is of a patient with COVID-19, so that it must be merged with others to be
/// learned from.</summary>
internal sealed class HannoverReader : IDatasetReader
{
    private const string Collection = "Hannover Medical School", FileName = "data.csv";

    public DatasetDescription About { get; } = new()
    {
        Format = "covid-19-image-repository",
        Title = "COVID-19 image repository (Hannover Medical School)",
        Classes = "COVID-19 only",
        Images = 243,
        Licence = "CC BY 3.0",
        Citation = "Winther, Laser, Gerbel et al., COVID-19 Image Repository, 2020, doi:10.25835/0090041",
        Page = "https://github.com/ml-workgroup/covid-19-image-repository",
        Layout = "data.csv (patient_id, image_id, admission_offset, modality, projection, ...) beside png/",
        Patients = "table",
    };

    public TableLayout Table { get; } = new("the COVID-19 image repository of Hannover", "patient_id", "image_id", "sex", "age", "admission_offset",
        "modality", "projection");

    public bool Recognises(string path) => DatasetPlaces.Table(path, Table, FileName) is not null;

    public DraftedDataset Read(string path, DatasetOptions options)
    {
        string root = DatasetPlaces.Root(path);
        CsvTable table = CsvTable.Open(DatasetPlaces.Table(path, Table, FileName) ?? Path.Combine(root, FileName));
        int patient = table.Require("patient", "patient_id"), image = table.Require("image", "image_id"), projection = table.Require("projection",
            "projection");
        int age = table.IndexOf("age"), sex = table.IndexOf("sex"), offset = table.IndexOf("admission_offset");
        DatasetDraft draft = new(DatasetReaders.NameOf(root), root, options);
        draft.AddClass(LabelTable.Covid19);
        string images = Path.Combine(root, "png");
        foreach (TableRow row in table.Rows(draft.AddProblem))
        {
            if (row[image] is not { } name)
            {
                draft.AddRowWithoutImage(table.Path, row.Line);
                continue;
            }

            string? view = row[projection]?.ToUpperInvariant();
            draft.Add(
                XRayImage.FromFile(Path.Combine(images, Path.HasExtension(name) ? name : name + ".png")) with
                {
                    Label = LabelTable.Covid19,
                    PatientId = row[patient],
                    Source = Collection,
                    Publisher = WebPublisher.Of(About.Page),
                    View = view,
                    Age = draft.ReadAge(row[age], row.Line),
                    Sex = PatientFacts.ReadSex(row[sex]),
                    OffsetDays = PatientFacts.ReadNumber(row[offset]),
                    License = "CC BY 3.0",
                    Row = row.Line,
                },
                view is "L" or "LAT" or "LATERAL" ? $"view is {view}" : null);
        }

        draft.AddFolderOfListed(images, $"no row of {FileName} names it");
        return draft.Finish();
    }
}
