using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>COVID-CT: CT slices cut from publications.</summary>
internal sealed class CovidCtReader : IDatasetReader
{
    private const string Images = "Images-processed", Lists = "Data-split";

    private static readonly (string Name, string Label)[] Sides = [("COVID", LabelTable.Covid19), ("NonCOVID", LabelTable.Other)];

    public DatasetDescription About { get; } = new()
    {
        Format = "covid-ct",
        Title = "COVID-CT",
        Classes = "COVID: COVID-19; NonCOVID: Other",
        Images = 746,
        Licence = "each slice under its publication's licence",
        Citation = "Zhao, Zhang, He and Xie, 2020, arXiv:2003.13865",
        Page = "https://github.com/UCSD-AI4H/COVID-CT",
        Layout = "Images-processed/CT_COVID and CT_NonCOVID, with lists in Data-split/COVID and Data-split/NonCOVID",
        Patients = "not known",
        Split = "the lists",
    };

    public bool Recognises(string path) => Sides.All(s => Directory.Exists(Path.Combine(path, Lists, s.Name)));

    public DraftedDataset Read(string path, DatasetOptions options)
    {
        string root = Path.GetFullPath(path);
        DatasetDraft draft = new(DatasetReaders.NameOf(path), root, options);
        foreach ((string name, string label) in Sides)
        {
            draft.AddClass(label);
            string folder = Path.Combine(root, Images, $"CT_{name}");
            foreach (string list in SplitLists.At(Path.Combine(root, Lists, name)))
            {
                foreach ((int line, string[] words) in SplitLists.Lines(list))
                {
                    string file = Path.Combine(folder, string.Join(' ', words));
                    draft.Add(XRayImage.FromFile(file) with { Label = label, GivenPart = GivenParts.OfFile(list), Row = line }, table: list);
                }
            }

            draft.AddFolderOfListed(folder, $"no list in {Lists} names it");
        }

        return draft.Finish();
    }
}
