using System.Text.Json;
using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Patients;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>
/// RSNA Pneumonia Detection Challenge: images of NIH ChestX-ray14 read anew by radiologists, one row per box of an opacity. What the table calls patientId
/// names an image; the patient is known only where the organizers'
/// mapping to the NIH's file names lies beside it.
/// </summary>
internal sealed class RsnaReader : IDatasetReader
{
    private const string Collection = "RSNA Pneumonia (NIH)", Opacity = "Lung Opacity", NotNormal = "No Lung Opacity / Not Normal";

    private static readonly string[] BoxTables = ["stage_2_train_labels.csv", "stage_1_train_labels.csv"], ClassTables = ["stage_2_detailed_class_info.csv",
        "stage_1_detailed_class_info.csv"];
    private static readonly TableLayout Details = new("RSNA Pneumonia's detailed classes", "patientId", "class");
    private static readonly LabelTable Labels = LabelTable.Default.With(LabelTable.Pneumonia, Opacity).With(LabelTable.Other, NotNormal);

    public DatasetDescription About { get; } = new()
    {
        Format = "rsna-pneumonia",
        Title = "RSNA Pneumonia Detection Challenge",
        Classes = "Target 1 (class Lung Opacity): Pneumonia; class Normal: Normal; class No Lung Opacity / Not Normal, and Target 0 without the table of "
            + "classes: Other",
        Images = 26_684,
        Licence = "Kaggle competition rules: non-commercial and academic use, with attribution to the NIH and the RSNA",
        Citation = "Shih, Wu, Halabi et al., Radiology: Artificial Intelligence 1, 2019, e180041",
        Page = "https://www.kaggle.com/c/rsna-pneumonia-detection-challenge",
        Layout = "stage_2_train_labels.csv (patientId, x, y, width, height, Target), with stage_2_detailed_class_info.csv, beside stage_2_train_images/ID.dcm",
        Patients = "not in the tables (patientId names an image); from pneumonia-challenge-dataset-mappings_2018.json, where it lies beside them",
    };

    public TableLayout Table { get; } = new("RSNA Pneumonia", "patientId", "x", "y", "width", "height", "Target");

    public bool Recognises(string path) => DatasetPlaces.Table(path, Table, BoxTables) is not null;

    public DraftedDataset Read(string path, DatasetOptions options)
    {
        string root = DatasetPlaces.Root(path);
        CsvTable table = CsvTable.Open(DatasetPlaces.Table(path, Table, BoxTables) ?? Path.Combine(root, BoxTables[0]));
        DatasetOptions named = options with { Labels = options.Labels.Over(Labels) };
        DatasetDraft draft = new(DatasetReaders.NameOf(root), root, named);
        Dictionary<string, string> classes = Classes(root, draft);
        Dictionary<string, string> patients = Patients(root);
        ImageNames names = ImageNames.Below(root);
        int image = table.Require("image", "patientId"), target = table.Require("target", "Target");
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (TableRow row in table.Rows(draft.AddProblem))
        {
            if (row[image] is not { } name)
            {
                draft.AddRowWithoutImage(table.Path, row.Line);
            }
            else if (!seen.Add(name))
            {
                draft.AddLeftOut(new LeftOut("a further box of an image that has a row already", 1));
            }
            else if (LabelColumns.Read(row[target]) is not (0 or 1) || row[target] is null)
            {
                draft.AddProblem(new DatasetProblem(DatasetProblemKind.UnknownLabel, table.Path, row.Line, $"Target must be 0 or 1, got '{row[target]}'"));
            }
            else
            {
                draft.Add(XRayImage.FromFile(names.FindStem(name, ".dcm")) with
                {
                    Label = LabelColumns.Read(row[target]) == 1 ? Opacity : classes.GetValueOrDefault(name, LabelTable.Other),
                    PatientId = patients.GetValueOrDefault(name),
                    Source = Collection,
                    Row = row.Line,
                });
            }
        }

        return draft.Finish();
    }

    private static Dictionary<string, string> Classes(string root, DatasetDraft draft)
    {
        Dictionary<string, string> classes = new(StringComparer.Ordinal);
        if (DatasetPlaces.Table(root, Details, ClassTables) is not { } path)
        {
            return classes;
        }

        CsvTable table = CsvTable.Open(path);
        int image = table.Require("image", "patientId"), label = table.Require("class", "class");
        foreach (TableRow row in table.Rows(draft.AddProblem).Where(r => r[image] is not null && r[label] is not null))
        {
            classes.TryAdd(row[image]!, row[label]!);
        }

        return classes;
    }

    /// <summary>NIH patients by image, from the organizers' mapping; none where it is absent or not of its form.</summary>
    private static Dictionary<string, string> Patients(string root)
    {
        Dictionary<string, string> patients = new(StringComparer.Ordinal);
        string path = Path.Combine(root, "pneumonia-challenge-dataset-mappings_2018.json");
        if (!File.Exists(path))
        {
            return patients;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(TableText.Read(path));
            foreach (JsonElement entry in json.RootElement.EnumerateArray())
            {
                if (entry.TryGetProperty("subset_img_id", out JsonElement image) && entry.TryGetProperty("img_id", out JsonElement original)
                    && PatientNames.Of(original.GetString() ?? "") is { } patient)
                {
                    patients.TryAdd(image.GetString() ?? "", patient);
                }
            }

            return patients;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new DatasetException($"The mapping '{path}' must be the organizers' JSON list of img_id and subset_img_id: {e.Message}", path, e);
        }
    }
}
