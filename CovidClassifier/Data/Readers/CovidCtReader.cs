using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>COVID-CT; see <see cref="XRayDataset.FromCovidCt"/>.</summary>
internal sealed class CovidCtReader : IDatasetReader
{
    private const string Images = "Images-processed", Lists = "Data-split";

    private static readonly (string Name, string Label)[] Sides = [("COVID", LabelTable.Covid19), ("NonCOVID", LabelTable.Other)];

    public string Format => "covid-ct";

    public bool Recognises(string path) => Sides.All(s => Directory.Exists(Path.Combine(path, Lists, s.Name)));

    public XRayDataset Read(string path, DatasetOptions options)
    {
        string root = Path.GetFullPath(path);
        DatasetDraft draft = new(DatasetReaders.NameOf(path), root, options);
        HashSet<string> listed = new(StringComparer.Ordinal);
        foreach ((string name, string label) in Sides)
        {
            draft.AddClass(label);
            string folder = Path.Combine(root, Images, $"CT_{name}");
            foreach (string list in SplitLists.At(Path.Combine(root, Lists, name)))
            {
                foreach ((int line, string[] words) in SplitLists.Lines(list))
                {
                    string file = Path.Combine(folder, string.Join(' ', words));
                    listed.Add(file);
                    draft.Add(XRayImage.FromFile(file) with { Label = label, GivenPart = GivenParts.Of(Path.GetFileName(list)), Row = line });
                }
            }

            foreach (string file in Files(folder))
            {
                if (!listed.Contains(file) && !ImageFile.IsIgnored(Path.GetFileName(file)))
                {
                    draft.AddUnlisted(file, $"no list in {Lists} names it");
                }
            }
        }

        return draft.Finish();
    }

    private static string[] Files(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)] : [];
}
