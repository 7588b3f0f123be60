using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Patients;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>
/// Finds copies of covid-chestxray-dataset's images by file name: exactly, else without case, else without case and extension (copies are
/// often re-encoded), the looser ways only where every row that fits is of one patient.
/// </summary>
internal sealed class CovidFileNames
{
    private readonly CovidChestXRayTable _table;
    private readonly PatientJoin _patients = new();
    private readonly ILookup<string, TableRow> _byName, _byNameAnyCase, _byStem;

    public CovidFileNames(CovidChestXRayTable table)
    {
        _table = table;
        TableRow[] rows = [.. table.Table.Rows(_ => { }).Where(r => table.FileOf(r) is not null)];
        _byName = rows.ToLookup(r => table.FileOf(r)!, StringComparer.Ordinal);
        _byNameAnyCase = rows.ToLookup(r => table.FileOf(r)!, StringComparer.OrdinalIgnoreCase);
        _byStem = rows.ToLookup(r => StemOf(table.FileOf(r)!), StringComparer.OrdinalIgnoreCase);
        foreach (TableRow row in rows)
        {
            _patients.Claim(table.FileOf(row)!, table.PatientOf(row));
        }
    }

    /// <summary>The image with the facts of its row in the table, or null where the table does not know it.</summary>
    public XRayImage? Describe(XRayImage image, DatasetDraft draft)
    {
        string name = Path.GetFileName(image.Name);
        TableRow? row = OnlyPatient(_byName[name]) ?? OnlyPatient(_byNameAnyCase[name]) ?? OnlyPatient(_byStem[StemOf(name)]);
        return row is null
            ? null
            : _table.Describe(image, row, draft) with { PatientId = _patients.IdOf(_table.PatientOf(row)), Row = null };
    }

    private TableRow? OnlyPatient(IEnumerable<TableRow> rows) =>
        rows.Select(r => _patients.IdOf(_table.PatientOf(r))).Distinct().Count() == 1 ? rows.First() : null;

    private static string StemOf(string name) => Path.GetFileNameWithoutExtension(name);
}
