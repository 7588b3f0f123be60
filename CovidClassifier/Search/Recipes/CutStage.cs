namespace CovidClassifier.Search.Recipes;

/// <summary>Where a network is cut for fine-tuning, by the resolution of its maps.</summary>
internal enum CutStage
{
    /// <summary>The library's default place.</summary>
    Default,

    /// <summary>A stage before it: more is trained.</summary>
    Early,

    /// <summary>A stage behind it: less is trained.</summary>
    Late,
}
