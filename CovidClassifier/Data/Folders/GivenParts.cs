using System.Text.RegularExpressions;

namespace CovidClassifier.Data.Folders;

/// <summary>The names that datasets give to parts of their split, in folders, columns and file names.</summary>
internal static partial class GivenParts
{
    /// <summary>
    /// The part that a folder or the field of a table is named for: train, training, val, valid, validate, validation, dev, test, testing, in any case, also
    /// with set, data, images or split behind; null for any other word.
    /// </summary>
    public static DatasetPart? Of(string? name) => Whole().Match(LabelTable.KeyOf(name ?? "")) is { Success: true } match ? Named(match) : null;

    /// <summary>The part that a list's file name begins with, such as train_COVIDx9A.txt or valCT_COVID.txt; null for another name.</summary>
    public static DatasetPart? OfFile(string path) => Beginning().Match(Path.GetFileName(path)) is { Success: true } match ? Named(match) : null;

    private static DatasetPart Named(Match match) => char.ToUpperInvariant(match.Value[0]) switch
    {
        'V' or 'D' => DatasetPart.Validation,
        _ => match.Value.StartsWith("tr", StringComparison.OrdinalIgnoreCase) ? DatasetPart.Training : DatasetPart.Test,
    };

    [GeneratedRegex("^(?:TRAIN(?:ING)?|VAL(?:ID(?:ATE|ATION)?)?|DEV|TEST(?:ING)?)(?:SET|DATA|IMAGES|SPLIT|PART)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex("^(?i:train(?:ing)?|val(?:id(?:ation)?)?|test(?:ing)?)(?![a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Beginning();
}
