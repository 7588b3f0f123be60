namespace CovidClassifier.Console.Reports;

/// <summary>The JSON of <c>covid weights</c>.</summary>
internal sealed record WeightsReport(string Folder, IReadOnlyList<WeightsEntry> Weights)
{
    public static WeightsReport Of(IEnumerable<Backbone> backbones) => new(WeightCache.Folder, [.. backbones.Select(WeightsEntry.Of)]);
}
