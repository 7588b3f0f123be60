using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Facts;
using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Patients;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>NIH ChestX-ray14. Labels are mined from reports; an image has one or several of 14, or No Finding.</summary>
internal sealed class NihReader : IDatasetReader
{
    private const string Collection = "NIH ChestX-ray14";

    private static readonly LabelRule Rule = LabelRule.Priority(LabelTable.Pneumonia, "No Finding", LabelRule.AnyOther);
    private static readonly string[] FileNames = ["Data_Entry_2017*.csv"];

    public DatasetDescription About { get; } = new()
    {
        Format = "nih-chestxray14",
        Title = "NIH ChestX-ray14",
        Classes = "by the rule Pneumonia > No Finding > *: Pneumonia: Pneumonia; No Finding: Normal; any other of 13 labels: Other",
        Images = 112_120,
        Licence = "free to use with attribution to the NIH Clinical Center",
        Citation = "Wang, Peng, Lu et al., CVPR 2017, 3462, arXiv:1705.02315",
        Page = "https://nihcc.app.box.com/v/ChestXray-NIHCC",
        Layout = "Data_Entry_2017.csv or Data_Entry_2017_v2020.csv, the images in images/ or images_001/images/ to images_012/images/, with "
            + "train_val_list.txt and test_list.txt where the official split is wanted",
        Patients = "table",
        Split = "train_val_list.txt (validation is drawn from it) and test_list.txt",
    };

    public TableLayout Table { get; } = new("NIH ChestX-ray14", "Image Index", "Finding Labels", "Follow-up #", "Patient ID", "Patient Age",
        "Patient Gender", "View Position");

    public bool Recognises(string path) => DatasetPlaces.Table(path, Table, FileNames) is not null;

    public DraftedDataset Read(string path, DatasetOptions options)
    {
        string root = DatasetPlaces.Root(path);
        CsvTable table = CsvTable.Open(DatasetPlaces.Table(path, Table, FileNames) ?? Path.Combine(root, "Data_Entry_2017.csv"));
        int image = table.Require("image", "Image Index"), labels = table.Require("labels", "Finding Labels"), patient = table.Require("patient", "Patient ID");
        int age = table.IndexOf("Patient Age"), sex = table.IndexOf("Patient Gender"), view = table.IndexOf("View Position");
        Dictionary<string, DatasetPart> parts = Parts(root);
        ImageNames names = ImageNames.Below(root);
        LabelRule rule = options.LabelRule ?? Rule;
        DatasetDraft draft = new(DatasetReaders.NameOf(root), root, options);
        foreach (TableRow row in table.Rows(draft.AddProblem))
        {
            if (row[image] is not { } name)
            {
                draft.AddRowWithoutImage(table.Path, row.Line);
                continue;
            }

            (string? label, string? leftOut) = rule.Choose(LabelText.Split(row[labels]), [], options.Labels);
            draft.Add(
                XRayImage.FromFile(names.Find(name)) with
                {
                    Label = label,
                    PatientId = row[patient] ?? PatientNames.Of(name),
                    Source = Collection,
                    View = row[view],
                    Age = draft.ReadAge(row[age], row.Line),
                    Sex = PatientFacts.ReadSex(row[sex]),
                    GivenPart = parts.TryGetValue(name, out DatasetPart part) ? part : null,
                    Row = row.Line,
                },
                leftOut);
        }

        return draft.Finish();
    }

    private static Dictionary<string, DatasetPart> Parts(string root)
    {
        Dictionary<string, DatasetPart> parts = new(StringComparer.Ordinal);
        foreach ((string list, DatasetPart part) in new[] { ("train_val_list.txt", DatasetPart.Training), ("test_list.txt", DatasetPart.Test) })
        {
            string file = Path.Combine(root, list);
            foreach ((_, string[] words) in File.Exists(file) ? SplitLists.Lines(file) : [])
            {
                parts[words[0]] = part;
            }
        }

        return parts;
    }
}
