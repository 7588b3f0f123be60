using System.Globalization;
using System.Text.RegularExpressions;
using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Facts;
using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>COVIDx CT-2: slices of CT scans. Source, country, age and sex come from metadata.csv by patient, and stay unknown without it.</summary>
internal sealed partial class CovidxCtReader : IDatasetReader
{
    private const string Metadata = "metadata.csv";

    private static readonly string[] Classes = [LabelTable.Normal, LabelTable.Pneumonia, LabelTable.Covid19];

    public DatasetDescription About { get; } = new()
    {
        Format = "covidx-ct",
        Title = "COVIDx CT-2",
        Classes = "0: Normal; 1: Pneumonia; 2: COVID-19; each CT slice is cut to the box of its list",
        Images = 194_922,
        Licence = "CC BY-NC-SA 4.0",
        Citation = "Gunraj, Sabri, Koff and Wong, Frontiers in Medicine 8, 2022, 729287",
        Page = "https://www.kaggle.com/hgunraj/covidxct",
        Layout = "train_, val_ and test_COVIDx_CT-2A.txt (file, class 0 to 2, box), in the folder or in splits/, with metadata.csv and 2A_images/; slices of "
            + "one scan are nearly equal, never split them without patients",
        Patients = "file names, what stands before the scan (NCP_341)",
        Split = "the lists",
    };

    public bool Recognises(string path) => SplitLists.At(path).Any(list => Box(SplitLists.FirstWords(list)) is not null);

    public DraftedDataset Read(string path, DatasetOptions options)
    {
        string root = DatasetPlaces.Root(path);
        var finder = new ImageFinder(root, "2A_images", "2B_images", "images", "data", "");
        Dictionary<string, TableRow> patients = [];
        CsvTable? table = File.Exists(Path.Combine(root, Metadata)) ? CsvTable.Open(Path.Combine(root, Metadata)) : null;
        int id = table?.IndexOf("patient id") ?? -1, source = table?.IndexOf("source") ?? -1;
        int age = table?.IndexOf("age") ?? -1, sex = table?.IndexOf("sex") ?? -1, country = table?.IndexOf("country") ?? -1;
        DatasetDraft draft = new(DatasetReaders.NameOf(root), root, options);
        foreach (TableRow row in table?.Rows(draft.AddProblem).Where(r => r[id] is not null) ?? [])
        {
            patients.TryAdd(row[id]!, row);
        }

        foreach (string list in SplitLists.At(path))
        {
            foreach ((int line, string[] words) in SplitLists.Lines(list))
            {
                if (Box(words) is not { } box)
                {
                    draft.AddProblem(new DatasetProblem(
                        DatasetProblemKind.MalformedRow, list, line, "it is not: file, class 0 to 2, and the box's left, top, right and bottom"));
                    continue;
                }

                string patient = PatientOf(words[0]);
                TableRow? facts = patients.GetValueOrDefault(patient);
                draft.Add(XRayImage.FromFile(finder.Find(words[0])) with
                {
                    Label = Classes[words[1][0] - '0'],
                    PatientId = patient,
                    Source = facts?[source],
                    Location = facts?[country],
                    Age = facts is null ? null : draft.ReadAge(facts[age], facts.Line),
                    Sex = PatientFacts.ReadSex(facts?[sex]),
                    GivenPart = GivenParts.OfFile(list),
                    Box = box,
                    Row = line,
                });
            }
        }

        return draft.Finish();
    }

    /// <summary>What stands before the scan and slice numbers: NCP_341 of NCP_341_1834_0022.png.</summary>
    internal static string PatientOf(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        return Scan().Match(name) is { Success: true } match ? match.Groups[1].Value : name;
    }

    private static ImageBox? Box(string[] words)
    {
        int[] sides = [.. words.Skip(2).Select(w => int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out int side) ? side : -1)];
        return words.Length == 6 && words[1] is "0" or "1" or "2" && sides is [>= 0, >= 0, _, _] && sides[2] > sides[0] && sides[3] > sides[1]
            ? new ImageBox(sides[0], sides[1], sides[2], sides[3])
            : null;
    }

    [GeneratedRegex(@"^((?:NCP|CP|Normal)_\d+|.+?(?=_SR_)|.+(?=[_-]\D*\d+$))", RegexOptions.CultureInvariant)]
    private static partial Regex Scan();
}
