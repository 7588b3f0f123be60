using System.Globalization;
using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>
/// VinDr-CXR as PhysioNet publishes it: a table of image labels for each part, one row per radiologist in training and their consensus in test. A label
/// counts that more than half of an image's radiologists give.
/// </summary>
internal sealed class VinDrReader : IDatasetReader
{
    private const string Collection = "VinDr-CXR";

    private static readonly LabelRule Rule = LabelRule.Priority(LabelTable.Pneumonia, "No finding", LabelRule.AnyOther);
    private static readonly string[] FileNames = ["image_labels_train.csv", "image_labels_test.csv"];
    private static readonly string[] Facts = ["image_id", "rad_id"];

    public DatasetDescription About { get; } = new()
    {
        Format = "vindr-cxr",
        Title = "VinDr-CXR",
        Classes = "by the rule Pneumonia > No finding > *: Pneumonia: Pneumonia; No finding: Normal; any other of 26 labels: Other; in training a label "
            + "counts that two of three radiologists give",
        Images = 18_000,
        Licence = "PhysioNet credentialed health data licence",
        Citation = "Nguyen, Lam, Le et al., Scientific Data 9, 2022, 429, arXiv:2012.15029",
        Page = "https://physionet.org/content/vindr-cxr/",
        Layout = "annotations/image_labels_train.csv and image_labels_test.csv (image_id, 28 labels of 0 and 1), beside train/ID.dicom and test/ID.dicom",
        Patients = "not published",
        Split = "the tables train and test",
    };

    public TableLayout Table { get; } = new("VinDr-CXR", "image_id", "Aortic enlargement", "Atelectasis", "Cardiomegaly", "ILD", "Pleural thickening",
        "Pneumonia", "Tuberculosis", "No finding");

    public bool Recognises(string path) => Tables(path).Length > 0;

    public DraftedDataset Read(string path, DatasetOptions options)
    {
        string[] tables = Tables(path);
        if (tables.Length == 0)
        {
            throw new DatasetException($"Dataset '{path}' must hold {string.Join(" or ", FileNames)}, in itself or in annotations/, got neither.", path);
        }

        string folder = DatasetPlaces.Root(tables[0]);
        string root = LabelTable.AreSame(Path.GetFileName(folder), "annotations") ? Path.GetDirectoryName(folder)! : folder;
        DatasetDraft draft = new(DatasetReaders.NameOf(root), root, options);
        foreach (string table in tables)
        {
            Read(CsvTable.Open(table), root, draft, options);
        }

        return draft.Finish();
    }

    private string[] Tables(string path) => [.. DatasetPlaces.Tables(path, Table, FileNames), .. File.Exists(path) ? []
        : DatasetPlaces.Tables(Path.Combine(path, "annotations"), Table, FileNames)];

    private static void Read(CsvTable table, string root, DatasetDraft draft, DatasetOptions options)
    {
        DatasetPart? part = GivenParts.OfFile(Path.GetFileName(table.Path).Replace("image_labels_", "", StringComparison.OrdinalIgnoreCase));
        LabelColumns labels = new([.. table.Columns.Select((name, index) => (name, index)).Where(c => c.name.Length > 0 && !Facts.Contains(c.name))]);
        int image = table.Require("image", "image_id");
        Dictionary<string, (int Line, int Readers, Dictionary<string, int> Votes)> images = new(StringComparer.Ordinal);
        foreach (TableRow row in table.Rows(draft.AddProblem))
        {
            IReadOnlyList<string> present = labels.Of(row, out string? fault).Present;
            if (fault is not null || row[image] is not { } name)
            {
                draft.AddProblem(new DatasetProblem(DatasetProblemKind.MalformedRow, table.Path, row.Line, fault ?? "it names no image"));
                continue;
            }

            (int line, int readers, Dictionary<string, int> votes) = images.GetValueOrDefault(name, (row.Line, 0, new(StringComparer.Ordinal)));
            foreach (string label in present)
            {
                votes[label] = votes.GetValueOrDefault(label) + 1;
            }

            images[name] = (line, readers + 1, votes);
        }

        string folder = Path.Combine(root, part == DatasetPart.Test ? "test" : "train");
        ImageNames names = ImageNames.Below(Directory.Exists(folder) ? folder : root);
        foreach ((string name, (int line, int readers, Dictionary<string, int> votes)) in images)
        {
            string[] agreed = [.. labels.Columns.Select(c => c.Label).Where(l => 2 * votes.GetValueOrDefault(l) > readers)];
            (string? label, string? leftOut) = (options.LabelRule ?? Rule).Choose(agreed, [], options.Labels);
            draft.Add(
                XRayImage.FromFile(names.FindStem(name, ".dicom")) with { Label = label, Source = Collection, GivenPart = part, Row = line },
                agreed.Length == 0 ? string.Create(CultureInfo.InvariantCulture, $"its {readers} radiologists agree on no label") : leftOut,
                table.Path);
        }
    }
}
