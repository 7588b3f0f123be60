using System.Globalization;
using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Facts;
using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>PadChest: 16-bit images of one Spanish hospital, labelled from reports. Projections other than PA, AP and AP_horizontal are left out.</summary>
internal sealed class PadChestReader : IDatasetReader
{
    private const string Collection = "PadChest";

    private static readonly LabelRule Rule = LabelRule.Priority("pneumonia", "normal", LabelRule.AnyOther);
    private static readonly string[] FileNames = ["PADCHEST_chest_x_ray_images_labels_160K*.csv"];

    // statements about the study, not about the chest
    private static readonly HashSet<string> NoFindings = new(["suboptimal study", "exclude", "unchanged"], StringComparer.OrdinalIgnoreCase);

    public DatasetDescription About { get; } = new()
    {
        Format = "padchest",
        Title = "PadChest",
        Classes = "by the rule pneumonia > normal > *: pneumonia: Pneumonia; normal: Normal; any other label: Other; rows with no finding but suboptimal "
            + "study, exclude or unchanged are left out",
        Images = 160_868,
        Licence = "PadChest dataset research use agreement",
        Citation = "Bustos, Pertusa, Salinas and de la Iglesia-Vaya, Medical Image Analysis 66, 2020, 101797, arXiv:1901.07441",
        Page = "https://bimcv.cipf.es/bimcv-projects/padchest/",
        Layout = "PADCHEST_chest_x_ray_images_labels_160K_01.02.19.csv, plain or .gz, beside the images, in one folder or in 0/ to 54/; projections other "
            + "than PA and AP are left out",
        Patients = "table",
    };

    public TableLayout Table { get; } = new("PadChest", "ImageID", "ImageDir", "StudyDate_DICOM", "PatientID", "PatientBirth", "Projection", "Labels");

    public bool Recognises(string path) => DatasetPlaces.Table(path, Table, FileNames) is not null;

    public DraftedDataset Read(string path, DatasetOptions options)
    {
        string root = DatasetPlaces.Root(path);
        CsvTable table = CsvTable.Open(DatasetPlaces.Table(path, Table, FileNames)
            ?? Path.Combine(root, "PADCHEST_chest_x_ray_images_labels_160K_01.02.19.csv"));
        int image = table.Require("image", "ImageID"), labels = table.Require("labels", "Labels"), patient = table.Require("patient", "PatientID"),
            projection = table.Require("projection", "Projection");
        int birth = table.IndexOf("PatientBirth"), date = table.IndexOf("StudyDate_DICOM"), sex = table.IndexOf("PatientSex_DICOM");
        ImageNames names = ImageNames.Below(root);
        DatasetDraft draft = new(DatasetReaders.NameOf(root), root, options);
        foreach (TableRow row in table.Rows(draft.AddProblem))
        {
            if (row[image] is not { } name)
            {
                draft.AddRowWithoutImage(table.Path, row.Line);
                continue;
            }

            string[] findings = [.. LabelText.Split(row[labels]).Where(l => !NoFindings.Contains(l))];
            (string? label, string? leftOut) = (options.LabelRule ?? Rule).Choose(findings, [], options.Labels);
            draft.Add(
                XRayImage.FromFile(names.Find(name)) with
                {
                    Label = label,
                    PatientId = row[patient],
                    Source = Collection,
                    View = row[projection] == "AP_horizontal" ? "AP Supine" : row[projection],
                    Age = AgeOf(row[birth], row[date]),
                    Sex = PatientFacts.ReadSex(row[sex]),
                    Row = row.Line,
                },
                row[projection] is not ("PA" or "AP" or "AP_horizontal") ? $"projection is {row[projection] ?? "unknown"}"
                    : findings.Length == 0 ? "its labels tell no finding"
                    : leftOut);
        }

        return draft.Finish();
    }

    /// <summary>The year of the study less the year of birth.</summary>
    private static double? AgeOf(string? birth, string? date) =>
        PatientFacts.ReadNumber(birth) is { } born && date is { Length: >= 4 } && int.TryParse(date.AsSpan(0, 4), NumberStyles.None,
            CultureInfo.InvariantCulture, out int year)
            && year - born is var age and >= 0 and <= PatientFacts.OldestAge
            ? age
            : null;
}
