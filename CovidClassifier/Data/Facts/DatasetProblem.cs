using System.Globalization;
using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>One thing wrong in a dataset: what, where, why.</summary>
/// <param name="Kind">What is wrong; also says what is done when problems are allowed.</param>
/// <param name="Path">The file it is about: the image where one is named, otherwise the table.</param>
/// <param name="Row">Line in the table, counted from 1 with the header (first line of a row that spans several); null where there is no
/// table.</param>
/// <param name="Reason">Why, as part of a sentence, without a full stop.</param>
public sealed record DatasetProblem(DatasetProblemKind Kind, string Path, int? Row, string Reason)
{
    /// <summary>Path, row and reason in one line.</summary>
    public override string ToString() =>
        Row is { } row ? string.Create(CultureInfo.InvariantCulture, $"'{ShownText.Of(Path)}' (row {row}): {Reason}") : $"'{ShownText.Of(Path)}': {Reason}";
}
