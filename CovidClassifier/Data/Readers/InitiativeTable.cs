using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Facts;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>
/// metadata.csv of the Figure 1 and Actualmed initiatives, which is of covid-chestxray-dataset's family. An image is named by the column imagename, or by
/// its patient's id, to which a letter is added where a patient has
/// several. Rows without finding are inconclusive or not reported: left out, as rows of other modalities and lateral views are.
/// </summary>
internal sealed class InitiativeTable
{
    public const string FileName = "metadata.csv";

    private readonly CsvTable _table;
    private readonly int _patient, _finding, _image, _view, _modality, _age, _sex, _offset;
    private readonly CovidChestXRayFilter _filter = new();

    /// <exception cref="DatasetException">The table cannot be read or lacks a column.</exception>
    public InitiativeTable(string path)
    {
        _table = CsvTable.Open(path);
        _patient = _table.Require("patient", "patientid");
        _finding = _table.Require("finding", "finding");
        _view = _table.Require("view", "view");
        _modality = _table.Require("modality", "modality");
        _image = _table.IndexOf("imagename");
        _age = _table.IndexOf("age");
        _sex = _table.IndexOf("sex");
        _offset = _table.IndexOf("offset");
    }

    /// <param name="root">The dataset's folder.</param>
    /// <param name="collection">The source of its images.</param>
    /// <param name="options">The caller's.</param>
    public DraftedDataset Read(string root, string collection, DatasetOptions options)
    {
        DatasetDraft draft = new(DatasetReaders.NameOf(root), root, options);
        string images = Path.Combine(root, "images");
        foreach (TableRow row in _table.Rows(draft.AddProblem))
        {
            if ((row[_image] ?? row[_patient]) is not { } name)
            {
                draft.AddRowWithoutImage(_table.Path, row.Line);
                continue;
            }

            string? patient = row[_patient];
            draft.Add(
                XRayImage.FromFile(FileOf(images, name)) with
                {
                    Label = row[_finding],
                    PatientId = _image < 0 && patient is not null && patient.Length > 1 && char.IsAsciiLetterLower(patient[^1])
                        && char.IsAsciiDigit(patient[^2]) ? patient[..^1] : patient,
                    Source = collection,
                    View = row[_view],
                    Age = draft.ReadAge(row[_age], row.Line),
                    Sex = PatientFacts.ReadSex(row[_sex]),
                    OffsetDays = PatientFacts.ReadNumber(row[_offset]),
                    Row = row.Line,
                },
                LeftOutBecause(row));
        }

        draft.AddFolderOfListed(images, $"no row of {FileName} names it");
        return draft.Finish();
    }

    /// <summary>The file itself, or with the extension that it has on disk.</summary>
    private static string FileOf(string images, string name)
    {
        string[] candidates = [.. new[] { "", ".jpg", ".png", ".jpeg" }.Select(extension => Path.Combine(images, name + extension))];
        return candidates.FirstOrDefault(File.Exists) ?? (Path.HasExtension(name) ? candidates[0] : candidates[1]);
    }

    private string? LeftOutBecause(TableRow row) =>
        !_filter.KeepsModality(row[_modality]) ? $"modality is {row[_modality] ?? "unknown"}"
        : !_filter.KeepsView(row[_view]) ? $"view is {row[_view] ?? "unknown"}"
        : row[_finding] is null ? "the finding is blank: inconclusive, or not reported"
        : null;
}
