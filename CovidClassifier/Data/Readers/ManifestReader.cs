using System.Globalization;
using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Facts;
using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>One table with a row per image; see <see cref="XRayDataset.FromCsv"/>.</summary>
internal sealed class ManifestReader(CsvColumns columns) : IDatasetReader
{
    private const string Pattern = "manifest.*";

    public DatasetDescription About { get; } = new()
    {
        Format = "csv",
        Title = "A table with a row per image",
        Classes = "the labels of the table, or its columns of 0 and 1",
        Layout = "a table (CSV or TSV, plain or .gz, or an Excel workbook of one sheet), or a folder with manifest.csv: columns for file and label, and where "
            + "known patient, source, view, age, sex and split; file names are relative to the table",
        Patients = "column, else file names of public collections",
        Split = "column",
    };

    public bool Recognises(string path) => File.Exists(path) || Manifests(path).Any();

    public DraftedDataset Read(string path, DatasetOptions options)
    {
        CsvTable table = CsvTable.Open(File.Exists(path) ? path : OnlyManifest(path));
        string folder = Path.GetDirectoryName(table.Path) ?? "";
        int file = ImageColumn.Require(table, columns.Path);
        int patient = FindOptional(table, "patient", columns.PatientId, "patientid", "patient", "subjectid", "subject", "patientnumber", "patientno", "mrn");
        int source = FindOptional(table, "source", columns.Source, "source");
        int view = FindOptional(table, "view", columns.View, "view", "viewposition");
        int age = FindOptional(table, "age", columns.Age, "age", "patientage");
        int sex = FindOptional(table, "sex", columns.Sex, "sex", "gender", "patientsex", "patientgender");
        int part = FindOptional(table, "part of the split", columns.Part, "split", "part", "partition", "subset", "datasplit", "datasettype",
            "phase");
        part = part < 0 && columns.Part is null ? SplitInDataset(table) : part;
        DatasetDraft draft = new(DatasetReaders.NameOf(path), Path.GetFullPath(folder.Length == 0 ? "." : folder), options);
        ManifestLabels labels = ManifestLabels.In(table, columns.Label, [file, patient, source, view, age, sex, part], options, draft);
        ManifestParts parts = new();
        foreach (TableRow row in table.Rows(draft.AddProblem))
        {
            if (row[file] is not { } name)
            {
                draft.AddRowWithoutImage(table.Path, row.Line);
                continue;
            }

            (string? label, string? leftOut) = labels.Of(row, out string? fault);
            if (fault is not null)
            {
                draft.AddProblem(new DatasetProblem(DatasetProblemKind.MalformedRow, table.Path, row.Line, fault));
                continue;
            }

            draft.Add(
                XRayImage.FromFile(ImageColumn.Locate(folder, name)) with
                {
                    Label = label,
                    PatientId = row[patient],
                    Source = row[source],
                    View = row[view],
                    Age = draft.ReadAge(row[age], row.Line),
                    Sex = PatientFacts.ReadSex(row[sex]),
                    GivenPart = parts.Of(row[part], row.Line),
                    Row = row.Line,
                },
                leftOut);
        }

        foreach (string sentence in parts.Describe())
        {
            draft.AddWarning(sentence);
        }

        return draft.Finish();
    }

    private static IEnumerable<string> Manifests(string path) =>
        DatasetPlaces.Files(path, Pattern).Where(f => CsvTable.Endings.Any(e => f.EndsWith($"manifest{e}", StringComparison.OrdinalIgnoreCase)));

    private static string OnlyManifest(string path)
    {
        string[] manifests = [.. Manifests(path)];
        return manifests.Length switch
        {
            1 => manifests[0],
            0 => throw new DatasetException($"Dataset '{path}' must be a table or hold manifest.csv, got a folder without one.", path),
            _ => throw new DatasetException($"Dataset '{path}' must hold one manifest, got {string.Join(" and ", manifests.Select(Path.GetFileName))}; open "
                + "the one that is meant.", path),
        };
    }

    /// <summary>A column "data set", as notebooks write it, where every row of it names a part; else it may hold sources.</summary>
    private static int SplitInDataset(CsvTable table)
    {
        int column = table.IndexOf(["dataset"]);
        return column >= 0 && table.Rows(_ => { }).Select(r => r[column]).All(f => GivenParts.Of(f) is not null) ? column : -1;
    }

    private static int FindOptional(CsvTable table, string use, string? named, params IReadOnlyList<string> usual) =>
        named is null ? table.IndexOf(usual) : table.Require(use, named);

    /// <summary>The parts that a column names; what names none is told of once.</summary>
    private sealed class ManifestParts
    {
        private int _odd;
        private (string Text, int Line) _example;

        public DatasetPart? Of(string? text, int line)
        {
            DatasetPart? part = GivenParts.Of(text);
            if (text is not null && part is null && !Placeholders.IsNoLabel(text))
            {
                _example = _odd++ == 0 ? (text, line) : _example;
            }

            return part;
        }

        public IEnumerable<string> Describe() => _odd == 0 ? [] : [string.Create(
            CultureInfo.InvariantCulture,
            $"The part of the split must be training, validation or test, but {_odd} row{(_odd == 1 ? "" : "s")} say{(_odd == 1 ? "s" : "")} something else "
                + $"(first: row {_example.Line}, '{Foundation.ShownText.Of(_example.Text)}'); it counts as none there.")];
    }
}
