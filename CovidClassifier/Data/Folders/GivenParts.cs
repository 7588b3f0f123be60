namespace CovidClassifier.Data.Folders;

/// <summary>The names that datasets give to parts of their split, in folders, columns and file names.</summary>
internal static class GivenParts
{
    /// <summary>The part whose name is, or in a file's name begins, <paramref name="name"/>; null for any other word.</summary>
    public static DatasetPart? Of(string? name) => LabelTable.KeyOf(name ?? "") switch
    {
        ['T', 'R', 'A', 'I', 'N', ..] => DatasetPart.Training,
        ['V', 'A', 'L', ..] => DatasetPart.Validation,
        ['T', 'E', 'S', 'T', ..] => DatasetPart.Test,
        _ => null,
    };
}
