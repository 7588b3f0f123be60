namespace CovidClassifier.Search;

/// <summary>How much of a network is trained.</summary>
internal enum LearningMode
{
    /// <summary>A head on frozen features.</summary>
    Frozen,

    /// <summary>The last blocks and a new head.</summary>
    FineTuned,

    /// <summary>All weights.</summary>
    Scratch,
}
