using CovidClassifier.Data.Facts;

namespace CovidClassifier.Data.Drafts;

/// <summary>Everything that a dataset says about one file: at least one entry, in order of reading. Decides what becomes of it.</summary>
internal sealed class FileClaims(IReadOnlyList<DatasetEntry> entries, LabelTable labels)
{
    private DatasetEntry First => entries[0];

    public int Count => entries.Count;

    /// <summary>True where the file is there (an image in memory always is).</summary>
    public bool Exists => First.Missing is null;

    /// <summary>The filter that drops the file, or null.</summary>
    public string? LeftOutBecause => entries.Select(o => o.LeftOutBecause).FirstOrDefault(r => r is not null);

    /// <summary>The image that stands for the file, or null where a problem keeps it out.</summary>
    public XRayImage? Image => Exists && FileFault is null && LabelFault is null ? First.Image : null;

    /// <summary>Problems of the claims, whether or not the file is filtered: every missing row, every second claim.</summary>
    public IEnumerable<DatasetProblem> ClaimProblems() => Exists
        ? entries.Skip(1).Select(DoubleClaim)
        : entries.Select(o => o.Problem(DatasetProblemKind.MissingImage, o.Table is null ? o.Missing!
        : $"{o.Missing}; {Path.GetFileName(o.Table)} asks for it"));

    /// <summary>Problems of the image itself, which a filtered image is not asked for.</summary>
    public IEnumerable<DatasetProblem> ImageProblems() => !Exists ? [] : new[] { FileFault, LabelFault }.OfType<DatasetProblem>().Take(1);

    private DatasetProblem? FileFault => field ??= First.File is { } file && ImageFile.FaultOf(file) is { } fault
        ? First.Problem(fault.Kind, fault.Reason)
        : null;

    private DatasetProblem? LabelFault
    {
        get
        {
            if (First.Image.Label is not { } label)
            {
                return First.Problem(DatasetProblemKind.UnknownLabel, "it has no label");
            }

            if (Placeholders.IsNoLabel(label) && !labels.Knows(label))
            {
                return First.Problem(DatasetProblemKind.UnknownLabel, $"it has no label, only '{label}'");
            }

            DatasetEntry? other = entries.FirstOrDefault(o =>
                o.Image.Label is { } again && !LabelTable.AreSame(labels.ClassOf(again), labels.ClassOf(label)));
            return other is null ? null : First.Problem(
                DatasetProblemKind.ConflictingLabels, $"it is labelled '{label}' here, '{other.Image.Label}' in {other.Place}");
        }
    }

    private DatasetProblem DoubleClaim(DatasetEntry again) =>
        (First.Image.PatientId, again.Image.PatientId) is ({ } first, { } second) && first != second
            ? again.Problem(DatasetProblemKind.SharedByPatients, $"patient {second} claims the file that {First.Place} gives to patient {first}")
            : again.Problem(
                DatasetProblemKind.DuplicateRow,
                again.Table is null ? $"{First.Place} describes the same file" : $"{Path.GetFileName(again.Table)} describes a file that {First.Place} "
                    + "describes");
}
