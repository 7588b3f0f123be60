using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>covid-chestxray-dataset; see <see cref="XRayDataset.FromCovidChestXRay"/>.</summary>
internal sealed class CovidChestXRayReader(CovidChestXRayFilter filter) : IDatasetReader
{
    public string Format => "covid-chestxray";

    public bool Recognises(string path) => CovidChestXRayTable.IsAt(path);

    public XRayDataset Read(string path, DatasetOptions options)
    {
        DatasetDraft draft = new(DatasetReaders.NameOf(path), Path.GetFullPath(path), options);
        CovidChestXRayTable table = new(Path.Combine(path, CovidChestXRayTable.FileName));
        foreach (DatasetProblem problem in table.Table.Problems)
        {
            draft.AddProblem(problem);
        }

        HashSet<string> listed = new(StringComparer.Ordinal);
        foreach (TableRow row in table.Table.Rows)
        {
            if (table.FileOf(row) is not { } name)
            {
                draft.AddRowWithoutImage(table.Table.Path, row.Line);
                continue;
            }

            string file = Path.Combine(path, table.FolderOf(row), name);
            listed.Add(Path.GetFullPath(file));
            string? label = table.FindingOf(row) is { } finding ? filter.ClassOf(finding) : null;
            draft.Add(table.Describe(XRayImage.FromFile(file), row, draft) with { Label = label }, LeftOutBecause(table, row));
        }

        AddUnlisted(draft, Path.Combine(path, "images"), listed);
        return draft.Finish();
    }

    private string? LeftOutBecause(CovidChestXRayTable table, TableRow row) =>
        !filter.KeepsModality(table.ModalityOf(row)) ? $"modality is {table.ModalityOf(row) ?? "unknown"}"
        : !filter.KeepsView(table.ViewOf(row)) ? $"view is {table.ViewOf(row) ?? "unknown"}"
        : null;

    private static void AddUnlisted(DatasetDraft draft, string folder, HashSet<string> listed)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (string file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (!listed.Contains(Path.GetFullPath(file)) && !ImageFile.IsIgnored(Path.GetFileName(file)))
            {
                draft.AddUnlisted(file, $"no row of {CovidChestXRayTable.FileName} names it");
            }
        }
    }
}
