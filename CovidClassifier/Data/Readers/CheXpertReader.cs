using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Facts;
using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Patients;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>CheXpert. Paths in its tables begin with the name of the folder that its archive makes; patients come from the paths. Lateral views are left
/// out.</summary>
internal sealed class CheXpertReader : IDatasetReader
{
    private const string Collection = "CheXpert";

    private static readonly string[] FileNames = ["train.csv", "valid.csv", "test.csv", "test_labels.csv"];

    public DatasetDescription About { get; } = new()
    {
        Format = "chexpert",
        Title = "CheXpert",
        Classes = CheXpertLabels.Classes,
        Images = 223_648,
        Licence = "Stanford University dataset research use agreement",
        Citation = "Irvin, Rajpurkar, Ko et al., AAAI 2019, 590, arXiv:1901.07031",
        Page = "https://stanfordmlgroup.github.io/competitions/chexpert/",
        Layout = "train.csv and valid.csv (Path, Sex, Age, Frontal/Lateral, AP/PA and 14 labels) in the folder that holds train/ and valid/ with "
            + "patient00001/study1/view1_frontal.jpg; lateral views are left out",
        Patients = "paths",
        Split = "the tables train, valid and, where it is there, test",
    };

    public TableLayout Table { get; } = new("CheXpert", ["Path", .. CheXpertLabels.Names]);

    public bool Recognises(string path) => DatasetPlaces.Table(path, Table, FileNames) is not null;

    public DraftedDataset Read(string path, DatasetOptions options)
    {
        string root = DatasetPlaces.Root(path);
        string[] tables = [.. DatasetPlaces.Tables(path, Table, FileNames)];
        if (tables.Length == 0)
        {
            throw new DatasetException($"Dataset '{path}' must hold one of the tables {string.Join(", ", FileNames)} with CheXpert's columns, got none.", path);
        }

        DatasetDraft draft = new(DatasetReaders.NameOf(root), root, options);
        foreach (string table in tables)
        {
            Read(CsvTable.Open(table), root, draft, options);
        }

        return draft.Finish();
    }

    private static void Read(CsvTable table, string root, DatasetDraft draft, DatasetOptions options)
    {
        int file = table.Require("path", "Path"), view = table.IndexOf("Frontal/Lateral"), projection = table.IndexOf("AP/PA"), age = table.IndexOf("Age"),
            sex = table.IndexOf("Sex");
        LabelColumns labels = CheXpertLabels.In(table);
        LabelRule rule = options.LabelRule ?? CheXpertLabels.Rule;
        DatasetPart? part = GivenParts.OfFile(table.Path);
        foreach (TableRow row in table.Rows(draft.AddProblem))
        {
            if (row[file] is not { } name)
            {
                draft.AddRowWithoutImage(table.Path, row.Line);
                continue;
            }

            (IReadOnlyList<string> present, IReadOnlyList<string> uncertain) = labels.Of(row, out string? fault);
            if (fault is not null)
            {
                draft.AddProblem(new DatasetProblem(DatasetProblemKind.MalformedRow, table.Path, row.Line, fault));
                continue;
            }

            (string? label, string? leftOut) = rule.Choose(present, uncertain, options.Labels);
            bool isLateral = row[view] is { } direction && LabelTable.AreSame(direction, "Lateral");
            draft.Add(
                XRayImage.FromFile(FileOf(root, name)) with
                {
                    Label = label,
                    PatientId = PatientNames.Of(name),
                    Source = Collection,
                    View = isLateral ? "L" : row[projection] ?? row[view],
                    Age = draft.ReadAge(row[age], row.Line),
                    Sex = PatientFacts.ReadSex(row[sex]),
                    GivenPart = part,
                    Row = row.Line,
                },
                isLateral ? "view is Lateral" : leftOut ?? (label is null ? "it has none of the 14 labels" : null),
                table.Path);
        }
    }

    /// <summary>Below the table's folder, with or without the first folder of the path, or beside the table's folder.</summary>
    private static string FileOf(string root, string name)
    {
        string slashed = name.Replace('\\', '/');
        string inside = Path.Combine(root, slashed[(slashed.IndexOf('/') + 1)..]);
        string[] candidates = [inside, Path.Combine(root, slashed), Path.GetFullPath(Path.Combine(root, "..", slashed.Replace("\0", "",
            StringComparison.Ordinal)))];
        return candidates.FirstOrDefault(File.Exists) ?? inside;
    }
}
