using System.Text.RegularExpressions;
using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>CoronaHack; see <see cref="XRayDataset.FromCoronaHack"/>.</summary>
internal sealed partial class CoronaHackReader : IDatasetReader
{
    private const string TableName = "Chest_xray_Corona_Metadata.csv", Folder = "Coronahack-Chest-XRay-Dataset";
    private const string Kermany = "Kermany 2018";

    public string Format => "coronahack";

    public bool Recognises(string path) => File.Exists(Path.Combine(path, TableName)) || Path.GetFileName(path) == TableName;

    public XRayDataset Read(string path, DatasetOptions options)
    {
        CsvTable table = CsvTable.Read(Directory.Exists(path) ? Path.Combine(path, TableName) : path);
        string root = Path.GetDirectoryName(Path.GetFullPath(table.Path))!;
        int file = table.Require("image's file", "X_ray_image_name", "image_name", "filename");
        int label = table.Require("label", "Label");
        int part = table.IndexOf("Dataset_type");
        int[] causes = [table.IndexOf("Label_1_Virus_category"), table.IndexOf("Label_2_Virus_category")];
        ImageFinder training = Finder(root, "train"), test = Finder(root, "test");
        DatasetDraft draft = new(DatasetReaders.NameOf(root), root, options);
        foreach (DatasetProblem problem in table.Problems)
        {
            draft.AddProblem(problem);
        }

        foreach (TableRow row in table.Rows)
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
                Source = patient.Success ? Kermany : causesGiven.Length > 1 ? CovidChestXRayTable.Collection : null,
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
