using System.Globalization;
using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Patients;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>The columns of covid-chestxray-dataset's metadata.csv that are used here.</summary>
internal sealed class CovidChestXRayTable
{
    /// <summary>Name of the collection, which is also the source of its images.</summary>
    public const string Collection = "covid-chestxray-dataset";

    public const string FileName = "metadata.csv";

    private static readonly string[] Needed = ["patientid", "finding", "filename", "view", "modality"];

    private readonly int _patient, _finding, _view, _modality, _folder, _file, _age, _sex, _offset, _location, _license;

    /// <exception cref="DatasetException">The table cannot be read or lacks a column.</exception>
    public CovidChestXRayTable(string path)
    {
        Table = CsvTable.Read(path);
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
        _license = Table.IndexOf("license", "licence");
    }

    public CsvTable Table { get; }

    /// <summary>True where the header has the columns that make this dataset.</summary>
    public static bool IsAt(string folder)
    {
        string path = Path.Combine(folder, FileName);
        IReadOnlyList<string> columns = File.Exists(path) ? CsvTable.ReadColumns(path) : [];
        return Needed.All(needed => columns.Any(c => LabelTable.AreSame(c, needed)));
    }

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
        View = row[_view],
        Age = draft.ReadAge(row[_age], row.Line),
        Sex = PatientFacts.ReadSex(row[_sex]),
        OffsetDays = double.TryParse(row[_offset], NumberStyles.Float, CultureInfo.InvariantCulture, out double days) ? days : null,
        Location = row[_location],
        License = row[_license],
        Row = row.Line,
    };
}
