using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>MIMIC-CXR-JPG: images, labels and split stand in three tables; labels are given per study. Views other than PA and AP are left out.</summary>
internal sealed class MimicReader : IDatasetReader
{
    private const string Collection = "MIMIC-CXR";

    private static readonly string[] ImageTables = ["mimic-cxr-*-metadata.csv"], SplitTables = ["mimic-cxr-*-split.csv"], LabelTables =
        ["mimic-cxr-*-chexpert.csv", "mimic-cxr-*-negbio.csv"];
    private static readonly TableLayout Studies = new("MIMIC-CXR-JPG's labels", ["subject_id", "study_id", .. CheXpertLabels.Names]);
    private static readonly TableLayout Splits = new("MIMIC-CXR-JPG's split", "dicom_id", "split");

    public DatasetDescription About { get; } = new()
    {
        Format = "mimic-cxr-jpg",
        Title = "MIMIC-CXR-JPG",
        Classes = CheXpertLabels.Classes,
        Images = 377_110,
        Licence = "PhysioNet credentialed health data licence",
        Citation = "Johnson, Pollard, Berkowitz et al., Scientific Data 6, 2019, 317, arXiv:1901.07042",
        Page = "https://physionet.org/content/mimic-cxr-jpg/",
        Layout = "mimic-cxr-2.0.0-metadata.csv, -chexpert.csv (or -negbio.csv) and -split.csv, plain or .gz, beside files/p10/p10000032/s50414267/...jpg; "
            + "views other than PA and AP are left out",
        Patients = "table",
        Split = "the table split: train, validate, test",
    };

    public TableLayout Table { get; } = new("MIMIC-CXR-JPG", "dicom_id", "subject_id", "study_id", "ViewPosition");

    public bool Recognises(string path) => DatasetPlaces.Table(path, Table, ImageTables) is { } table && LabelsBeside(table) is not null;

    public DraftedDataset Read(string path, DatasetOptions options)
    {
        string root = DatasetPlaces.Root(path);
        CsvTable table = CsvTable.Open(DatasetPlaces.Table(path, Table, ImageTables) ?? Path.Combine(root, "mimic-cxr-2.0.0-metadata.csv.gz"));
        string labels = LabelsBeside(table.Path) ?? throw new DatasetException($"Dataset '{path}' must hold a table of labels "
            + $"({string.Join(" or ", LabelTables)}) beside '{Path.GetFileName(table.Path)}', got none.", path);
        DatasetDraft draft = new(DatasetReaders.NameOf(root), root, options);
        Dictionary<string, (string? Label, string? LeftOut)> studies = StudyLabels(CsvTable.Open(labels), draft, options);
        Dictionary<string, DatasetPart?> parts = DatasetPlaces.Table(root, Splits, SplitTables) is { } split ? Parts(CsvTable.Open(split), draft) : [];
        int image = table.Require("image", "dicom_id"), patient = table.Require("patient", "subject_id"), study = table.Require("study", "study_id"), view =
            table.Require("view", "ViewPosition");
        foreach (TableRow row in table.Rows(draft.AddProblem))
        {
            if (row[image] is not { } name || row[patient] is not { } subject || row[study] is not { } number)
            {
                draft.AddRowWithoutImage(table.Path, row.Line);
                continue;
            }

            (string? label, string? leftOut) = studies.TryGetValue(number, out (string? Label, string? LeftOut) found) ? found
                : (null, "its study has no labels");
            draft.Add(
                XRayImage.FromFile(Path.Combine(root, "files", $"p{subject[..Math.Min(2, subject.Length)]}", $"p{subject}", $"s{number}", $"{name}.jpg")) with
                {
                    Label = label,
                    PatientId = subject,
                    Source = Collection,
                    View = row[view],
                    GivenPart = parts.GetValueOrDefault(name),
                    Row = row.Line,
                },
                row[view] is "PA" or "AP" ? leftOut ?? (label is null ? "its study has none of the 14 labels" : null) : $"view is {row[view] ?? "unknown"}",
                table.Path);
        }

        return draft.Finish();
    }

    private static string? LabelsBeside(string table) => DatasetPlaces.Table(DatasetPlaces.Root(table), Studies, LabelTables);

    private static Dictionary<string, (string? Label, string? LeftOut)> StudyLabels(CsvTable table, DatasetDraft draft, DatasetOptions options)
    {
        Dictionary<string, (string? Label, string? LeftOut)> studies = new(StringComparer.Ordinal);
        int study = table.Require("study", "study_id");
        LabelColumns labels = CheXpertLabels.In(table);
        LabelRule rule = options.LabelRule ?? CheXpertLabels.Rule;
        foreach (TableRow row in table.Rows(draft.AddProblem))
        {
            (IReadOnlyList<string> present, IReadOnlyList<string> uncertain) = labels.Of(row, out string? fault);
            if (fault is not null || row[study] is not { } number)
            {
                draft.AddProblem(new DatasetProblem(DatasetProblemKind.MalformedRow, table.Path, row.Line, fault ?? "it names no study"));
                continue;
            }

            studies[number] = rule.Choose(present, uncertain, options.Labels);
        }

        return studies;
    }

    private static Dictionary<string, DatasetPart?> Parts(CsvTable table, DatasetDraft draft)
    {
        Dictionary<string, DatasetPart?> parts = new(StringComparer.Ordinal);
        int image = table.Require("image", "dicom_id"), part = table.Require("part", "split");
        foreach (TableRow row in table.Rows(draft.AddProblem))
        {
            if (row[image] is { } name)
            {
                parts[name] = Folders.GivenParts.Of(row[part]);
            }
        }

        return parts;
    }
}
