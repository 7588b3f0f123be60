using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Patients;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>One table with a row per image; see <see cref="XRayDataset.FromCsv"/>.</summary>
internal sealed class ManifestReader(CsvColumns columns) : IDatasetReader
{
    private const string Manifest = "manifest.csv";

    public string Format => "csv";

    public bool Recognises(string path) => File.Exists(path) || File.Exists(Path.Combine(path, Manifest));

    public XRayDataset Read(string path, DatasetOptions options)
    {
        CsvTable table = CsvTable.Read(Directory.Exists(path) ? Path.Combine(path, Manifest) : path);
        string folder = Path.GetDirectoryName(table.Path) ?? "";
        int file = Find(table, "image's file", columns.Path, "path", "file", "filename", "image", "imagepath", "imagename", "imagefile");
        int label = Find(table, "label", columns.Label, "label", "class", "classname", "finding");
        int patient = FindOptional(table, "patient", columns.PatientId, "patientid", "patient");
        int source = FindOptional(table, "source", columns.Source, "source");
        int view = FindOptional(table, "view", columns.View, "view", "viewposition");
        int age = FindOptional(table, "age", columns.Age, "age", "patientage");
        int sex = FindOptional(table, "sex", columns.Sex, "sex", "gender", "patientsex", "patientgender");

        DatasetDraft draft = new(DatasetReaders.NameOf(path), Path.GetFullPath(folder), options);
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

            draft.Add(XRayImage.FromFile(Locate(folder, name)) with
            {
                Label = row[label],
                PatientId = row[patient],
                Source = row[source],
                View = row[view],
                Age = draft.ReadAge(row[age], row.Line),
                Sex = PatientFacts.ReadSex(row[sex]),
                Row = row.Line,
            });
        }

        return draft.Finish();
    }

    /// <summary>Relative to the table; a table written on Windows is found elsewhere too.</summary>
    private static string Locate(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        string slashed = Path.Combine(folder, name.Replace('\\', '/'));
        return !File.Exists(path) && File.Exists(slashed) ? slashed : path;
    }

    private static int Find(CsvTable table, string use, string? named, params IReadOnlyList<string> usual) =>
        table.Require(use, named is null ? usual : [named]);

    private static int FindOptional(CsvTable table, string use, string? named, params IReadOnlyList<string> usual) =>
        named is null ? table.IndexOf(usual) : table.Require(use, named);
}
