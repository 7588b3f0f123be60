using System.Text.RegularExpressions;
using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>CoronaHack: normal and pneumonia X-rays of children from Kermany beside COVID-19 X-rays of adults from covid-chestxray-dataset.</summary>
internal sealed partial class CoronaHackReader : IDatasetReader
{
    private const string TableName = "Chest_xray_Corona_Metadata.csv", Folder = "Coronahack-Chest-XRay-Dataset";

    public DatasetDescription About { get; } = new()
    {
        Format = "coronahack",
        Title = "CoronaHack - Chest X-Ray Dataset",
        Classes = "COVID-19 in any of the label columns: COVID-19; Pnemonia (as the table writes it): Pneumonia; Normal: Normal; children against adults, so "
            + "that a model can tell the classes apart without seeing the disease",
        Images = 5_910,
        Licence = "CC BY 4.0 (Kermany's images); per image (covid-chestxray-dataset's)",
        Citation = "Govi, CoronaHack - Chest X-Ray Dataset, 2020; Kermany et al., Cell 172, 2018, 1122; Cohen et al., 2020, arXiv:2006.11988",
        Page = "https://www.kaggle.com/praveengovi/coronahack-chest-xraydataset",
        Layout = "Chest_xray_Corona_Metadata.csv above train/ and test/, at any of the depths that copies use",
        Patients = "file names of Kermany's images; others are not known",
        Split = "the column Dataset_type",
    };

    public TableLayout Table { get; } = new("CoronaHack", "X_ray_image_name", "Label", "Dataset_type", "Label_1_Virus_category", "Label_2_Virus_category");

    public bool Recognises(string path) => DatasetPlaces.Table(path, Table, TableName) is not null;

    public DraftedDataset Read(string path, DatasetOptions options)
    {
        CsvTable table = CsvTable.Open(Directory.Exists(path) ? Path.Combine(path, TableName) : path);
        string root = Path.GetDirectoryName(Path.GetFullPath(table.Path))!;
        int file = table.Require("image's file", "X_ray_image_name", "image_name", "filename");
        int label = table.Require("label", "Label");
        int part = table.IndexOf("Dataset_type");
        int[] causes = [table.IndexOf("Label_1_Virus_category"), table.IndexOf("Label_2_Virus_category")];
        ImageFinder training = Finder(root, "train"), test = Finder(root, "test");
        DatasetDraft draft = new(DatasetReaders.NameOf(root), root, options);
        foreach (TableRow row in table.Rows(draft.AddProblem))
        {
            if (row[file] is not { } name)
            {
                draft.AddRowWithoutImage(table.Path, row.Line);
                continue;
            }

            DatasetPart? given = GivenParts.Of(row[part]);
            string[] causesGiven = [.. causes.Select(c => row[c]).OfType<string>()];
            Match patient = KermanyName().Match(name);
            draft.Add(XRayImage.FromFile((given == DatasetPart.Test ? test : training).Find(name)) with
            {
                Label = ClassOf(row[label], causesGiven),
                PatientId = patient.Success ? patient.Groups[1].Value : null,
                Source = patient.Success ? KermanyReader.Collection : causesGiven.Length > 1 ? CovidChestXRayTable.Collection : null,
                GivenPart = given,
                Row = row.Line,
            });
        }

        return draft.Finish();
    }

    /// <summary>COVID-19 where any cause says so; the table's "Pnemonia" is Pneumonia.</summary>
    private static string? ClassOf(string? label, string[] causes) =>
        causes.Append(label).Any(c => c is not null && LabelTable.KeyOf(c).Contains("COVID", StringComparison.Ordinal)) ? LabelTable.Covid19
        : label is not null && LabelTable.AreSame(label, "Pnemonia") ? LabelTable.Pneumonia
        : label;

    private static ImageFinder Finder(string root, string part) =>
        new(root, Path.Combine(Folder, Folder, part), Path.Combine(Folder, part), part, Path.Combine(Folder, Folder), Folder, "images", "");

    [GeneratedRegex(@"^(person\d+_(?:bacteria|virus)|(?:NORMAL2-)?IM-\d+)[_-]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex KermanyName();
}
