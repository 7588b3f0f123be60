using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>covid-chestxray-dataset; see <see cref="XRayDataset.FromCovidChestXRay"/>.</summary>
internal sealed class CovidChestXRayReader(CovidChestXRayFilter filter) : IDatasetReader
{
    public DatasetDescription About { get; } = new()
    {
        Format = "covid-chestxray",
        Title = "covid-chestxray-dataset (COVID-19 Image Data Collection)",
        Classes = "any finding with COVID-19: COVID-19; every other, No Finding included: Other; todo and unknown are no labels",
        Images = 950,
        Licence = "per image, in the column license (Creative Commons for most); the table CC BY-NC-SA 4.0",
        Citation = "Cohen, Morrison, Dao et al., 2020, arXiv:2006.11988",
        Page = "https://github.com/ieee8023/covid-chestxray-dataset",
        Layout = "metadata.csv (patientid, finding, view, modality, filename, ...) beside images/; X-rays of every view but L are kept",
        Patients = "table",
    };

    public TableLayout Table => CovidChestXRayTable.Layout;

    public bool Recognises(string path) => DatasetPlaces.Table(path, Table, CovidChestXRayTable.FileName) is not null;

    public DraftedDataset Read(string path, DatasetOptions options)
    {
        string root = DatasetPlaces.Root(path);
        DatasetDraft draft = new(DatasetReaders.NameOf(root), root, options);
        CovidChestXRayTable table = new(File.Exists(path) ? path : Path.Combine(path, CovidChestXRayTable.FileName));
        foreach (TableRow row in table.Table.Rows(draft.AddProblem))
        {
            if (table.FileOf(row) is not { } name)
            {
                draft.AddRowWithoutImage(table.Table.Path, row.Line);
                continue;
            }

            string? label = table.FindingOf(row) is { } finding ? filter.ClassOf(finding) : null;
            XRayImage image = XRayImage.FromFile(Path.Combine(root, table.FolderOf(row), name));
            draft.Add(table.Describe(image, row, draft) with { Label = label }, LeftOutBecause(table, row));
        }

        draft.AddFolderOfListed(Path.Combine(root, "images"), $"no row of {CovidChestXRayTable.FileName} names it");
        return draft.Finish();
    }

    private string? LeftOutBecause(CovidChestXRayTable table, TableRow row) =>
        !filter.KeepsModality(table.ModalityOf(row)) ? $"modality is {table.ModalityOf(row) ?? "unknown"}"
        : !filter.KeepsView(table.ViewOf(row)) ? $"view is {table.ViewOf(row) ?? "unknown"}"
        : null;
}
