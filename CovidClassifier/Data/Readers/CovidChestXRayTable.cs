using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Facts;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>The columns of covid-chestxray-dataset's metadata.csv that are used here.</summary>
internal sealed class CovidChestXRayTable
{
    /// <summary>Name of the collection, which is also the source of its images.</summary>
    public const string Collection = "covid-chestxray-dataset";

    public const string FileName = "metadata.csv";

    /// <summary>The columns that make this dataset.</summary>
    public static readonly TableLayout Layout = new(Collection, "patientid", "finding", "filename", "view", "modality");

    private readonly int _patient, _finding, _view, _modality, _folder, _file, _age, _sex, _offset, _location, _license, _url;

    /// <exception cref="DatasetException">The table cannot be read or lacks a column.</exception>
    public CovidChestXRayTable(string path)
    {
        Table = CsvTable.Open(path);
        _patient = Table.Require("patient", "patientid");
        _finding = Table.Require("finding", "finding");
        _file = Table.Require("image's file", "filename");
        _view = Table.Require("view", "view");
        _modality = Table.Require("modality", "modality");
        _folder = Table.IndexOf("folder");
        _age = Table.IndexOf("age");
        _sex = Table.IndexOf("sex");
        _offset = Table.IndexOf("offset");
        _location = Table.IndexOf("location");
        _url = Table.IndexOf("url");
        _license = Table.IndexOf("license", "licence");
    }

    public CsvTable Table { get; }

    public string? PatientOf(TableRow row) => row[_patient];

    public string? FileOf(TableRow row) => row[_file];

    public string FolderOf(TableRow row) => row[_folder] ?? "images";

    public string? FindingOf(TableRow row) => row[_finding];

    public string? ModalityOf(TableRow row) => row[_modality];

    public string? ViewOf(TableRow row) => row[_view];

    /// <summary>The image with patient, view, age and sex of the row; its source is the collection.</summary>
    public XRayImage Describe(XRayImage image, TableRow row, DatasetDraft draft) => image with
    {
        PatientId = row[_patient],
        Source = Collection,
        Publisher = WebPublisher.Of(row[_url]),
        View = row[_view],
        Age = draft.ReadAge(row[_age], row.Line),
        Sex = PatientFacts.ReadSex(row[_sex]),
        OffsetDays = PatientFacts.ReadNumber(row[_offset]),
        Location = row[_location],
        License = row[_license],
        Row = row.Line,
    };
}
