using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>COVIDx's X-ray lists; see <see cref="XRayDataset.FromCovidx"/>.</summary>
internal sealed class CovidxReader : IDatasetReader
{
    private static readonly Dictionary<string, string> Classes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["normal"] = LabelTable.Normal,
        ["pneumonia"] = LabelTable.Pneumonia,
        ["COVID-19"] = LabelTable.Covid19,
        ["positive"] = LabelTable.Covid19,
        ["negative"] = LabelTable.Other,
    };

    public string Format => "covidx";

    public bool Recognises(string path) => SplitLists.At(path).Any(list => ClassAt(SplitLists.FirstWords(list)) > 0);

    public XRayDataset Read(string path, DatasetOptions options)
    {
        string root = Directory.Exists(path) ? Path.GetFullPath(path) : Path.GetDirectoryName(Path.GetFullPath(path))!;
        DatasetDraft draft = new(DatasetReaders.NameOf(root), root, options);
        foreach (string list in SplitLists.At(path))
        {
            DatasetPart? part = GivenParts.Of(Path.GetFileName(list));
            string folder = part switch { DatasetPart.Training => "train", DatasetPart.Validation => "val", _ => "test" };
            var finder = new ImageFinder(root, folder, Path.Combine("data", folder), "images", "");
            foreach ((int line, string[] words) in SplitLists.Lines(list))
            {
                int at = ClassAt(words);
                if (at < 0)
                {
                    draft.AddProblem(new DatasetProblem(DatasetProblemKind.MalformedRow, list, line, "it is not: patient, file, class and source"));
                    continue;
                }

                draft.Add(XRayImage.FromFile(finder.Find(string.Join(' ', words[1..at]))) with
                {
                    Label = Classes[words[at]],
                    PatientId = words[0],
                    Source = string.Join(' ', words[(at + 1)..]),
                    GivenPart = part,
                    Row = line,
                });
            }
        }

        return draft.Finish();
    }

    /// <summary>Where the class stands, behind the patient and a file name that may hold spaces; -1 where there is none.</summary>
    private static int ClassAt(string[] words) => words.Length < 3 ? -1 : Array.FindLastIndex(words, w => Classes.ContainsKey(w)) is var at and >= 2 ? at : -1;
}
