namespace CovidClassifier.AspNetCore.Endpoints;

/// <summary>Which labels an image may have.</summary>
/// <param name="Labels">None, one or several.</param>
/// <param name="Level">Share of each class whose true label such a set is promised to hold, for images like the model's own.</param>
internal sealed record SetAnswer(IReadOnlyList<string> Labels, double Level);
