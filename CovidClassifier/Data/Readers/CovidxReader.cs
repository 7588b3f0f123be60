using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>COVIDx's X-ray lists.</summary>
internal sealed class CovidxReader : IDatasetReader
{
    private static readonly string[] Folders = ["train", "val", "test"];

    private static readonly Dictionary<string, string> Classes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["normal"] = LabelTable.Normal,
        ["pneumonia"] = LabelTable.Pneumonia,
        ["COVID-19"] = LabelTable.Covid19,
        ["positive"] = LabelTable.Covid19,
        ["negative"] = LabelTable.Other,
    };

    public DatasetDescription About { get; } = new()
    {
        Format = "covidx",
        Title = "COVIDx (X-ray lists of COVID-Net)",
        Classes = "normal: Normal; pneumonia: Pneumonia; COVID-19 and positive: COVID-19; negative (of the two-class lists): Other",
        Images = 30_882,
        Licence = "lists AGPL-3.0; each image under its collection's licence",
        Citation = "Wang, Lin and Wong, Scientific Reports 10, 2020, 19549",
        Page = "https://github.com/lindawangg/COVID-Net",
        Layout = "one release of train_...txt, val_...txt and test_...txt (patient, file, class, source), in the folder, in splits/ or in labels/, beside "
            + "train/, val/ and test/",
        Patients = "lists",
        Split = "the lists",
    };

    public bool Recognises(string path) => SplitLists.At(path).Any(list => ClassAt(SplitLists.FirstWords(list)) > 0);

    public DraftedDataset Read(string path, DatasetOptions options)
    {
        string root = DatasetPlaces.Root(path);
        RequireOneRelease(path);
        DatasetDraft draft = new(DatasetReaders.NameOf(root), root, options);
        foreach (string list in SplitLists.At(path))
        {
            DatasetPart? part = GivenParts.OfFile(list);
            string folder = FolderOf(part);
            var finder = new ImageFinder(root, folder, Path.Combine("data", folder), "images", "");
            foreach ((int line, string[] words) in SplitLists.Lines(list))
            {
                int at = ClassAt(words);
                if (at < 0)
                {
                    draft.AddProblem(new DatasetProblem(DatasetProblemKind.MalformedRow, list, line, "it is not: patient, file, class and source"));
                    continue;
                }

                draft.Add(
                    XRayImage.FromFile(finder.Find(string.Join(' ', words[1..at]))) with
                    {
                        Label = Classes[words[at]],
                        PatientId = words[0],
                        Source = string.Join(' ', words[(at + 1)..]),
                        GivenPart = part,
                        Row = line,
                    },
                    table: list);
            }
        }

        // a list given by itself says nothing of the other parts' folders
        string[] listed = Directory.Exists(path) ? Folders : [FolderOf(GivenParts.OfFile(path))];
        foreach (string folder in listed.SelectMany(f => new[] { f, Path.Combine("data", f) }))
        {
            draft.AddFolderOfListed(Path.Combine(root, folder), "no list names it");
        }

        return draft.Finish();
    }

    private static string FolderOf(DatasetPart? part) => part switch { DatasetPart.Training => "train", DatasetPart.Validation => "val", _ => "test" };

    /// <summary>Two releases list the same images; taken together, they would be one dataset that nobody published.</summary>
    private static void RequireOneRelease(string path)
    {
        foreach (IGrouping<DatasetPart, string> lists in SplitLists.At(path).GroupBy(l => GivenParts.OfFile(l)!.Value).Where(g => g.Skip(1).Any()))
        {
            throw new DatasetException(
                $"Dataset '{path}' must have one list for {lists.Key.ToString().ToLowerInvariant()}, but "
                    + $"{string.Join(" and ", lists.Select(l => $"'{Path.GetRelativePath(path, l)}'"))} are there; keep the lists of one release.", path);
        }
    }

    /// <summary>Where the class stands, behind the patient and a file name that may hold spaces; -1 where there is none.</summary>
    private static int ClassAt(string[] words) => words.Length < 3 ? -1 : Array.FindLastIndex(words, w => Classes.ContainsKey(w)) is var at and >= 2 ? at : -1;
}
